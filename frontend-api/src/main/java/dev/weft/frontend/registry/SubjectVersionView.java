package dev.weft.frontend.registry;

/** @param schema Avro JSON, as text */
public record SubjectVersionView(String subject, int version, int id, String schema) {}
