package dev.weft.schemas;

import java.time.Instant;

/**
 * A record that could not be handled, kept as it was; or one that its topic will never take.
 *
 * @param topic where it was read, as are {@code partition} and {@code offset}; where it was to go when both are -1
 * @param reason worded "Expected …, but …"
 * @param stackTrace empty when the record itself is to blame
 * @param value empty when it was too large for the log
 * @param time when it was put aside
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reason,
        String stackTrace,
        byte[] key,
        byte[] value,
        Instant time) {}
