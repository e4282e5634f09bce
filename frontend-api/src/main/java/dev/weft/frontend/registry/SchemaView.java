package dev.weft.frontend.registry;

/** @param schema Avro JSON, as text */
public record SchemaView(String schema) {}
