package dev.weft.sdk.data;

/**
 * A text that is JSON already: written as it is, and read without being parsed. For code that passes values through
 * without knowing their types.
 *
 * @param json one valid JSON value
 */
public record RawJson(String json) {}
