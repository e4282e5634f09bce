package dev.weft.schemas.subject;

/**
 * Something that is written with a schema of its own.
 *
 * @param name folder of its committed schemas; with the topic prefix in front, its name in a registry
 * @param type a record, or a sealed interface of records
 */
public record Subject<T>(String name, Class<T> type) {}
