package dev.weft.core.model;

import java.time.Instant;

/**
 * Where and when the log took a request. The only source of time and of new ids in the core.
 *
 * @param time LogAppendTime, millisecond precision
 */
public record LogPosition(int partition, long offset, Instant time) {}
