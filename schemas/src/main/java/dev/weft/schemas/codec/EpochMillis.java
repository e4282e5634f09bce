package dev.weft.schemas.codec;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as they are written: in milliseconds. What is beyond the range of a {@code long} stands for "never" and is
 * written as the largest (or smallest) one. A duration is rounded up, since zero often means "not set".
 */
final class EpochMillis {
    private static final long SECONDS_MAX = Long.MAX_VALUE / 1000 - 1;
    private static final long SECONDS_MIN = Long.MIN_VALUE / 1000 + 1;

    private EpochMillis() {}

    static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds > SECONDS_MAX) {
            return Long.MAX_VALUE;
        }
        return seconds < SECONDS_MIN ? Long.MIN_VALUE : instant.toEpochMilli();
    }

    static Instant toInstant(long millis) {
        if (millis == Long.MAX_VALUE) {
            return Instant.MAX;
        }
        if (millis == Long.MIN_VALUE) {
            return Instant.MIN;
        }
        return millis == 0 ? Instant.EPOCH : Instant.ofEpochMilli(millis);
    }

    static long of(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds > SECONDS_MAX) {
            return Long.MAX_VALUE;
        }
        if (seconds < SECONDS_MIN) {
            return Long.MIN_VALUE;
        }
        return seconds * 1000 + (duration.getNano() + 999_999) / 1_000_000;
    }

    static Duration toDuration(long millis) {
        return Duration.ofMillis(millis);
    }
}
