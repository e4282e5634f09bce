package dev.weft.schemas.routing;

/**
 * A range of keys in unsigned byte order. Neither bound is ever a key itself unless it is meant to be found, so it does
 * not matter whether a store takes {@code to} as inclusive.
 */
public record KeyRange(byte[] from, byte[] to) {}
