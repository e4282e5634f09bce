package dev.weft.frontend.registry;

/** A version of a subject, without its schema. */
public record VersionView(String subject, int version) {}
