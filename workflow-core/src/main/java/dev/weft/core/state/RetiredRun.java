package dev.weft.core.state;

import java.time.Instant;

/** A closed run whose history is kept until {@code deleteTime}. */
public record RetiredRun(String runId, Instant deleteTime) {}
