package dev.weft.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EpochMillisTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1_700_000_000_123L, Long.MAX_VALUE / 2, Long.MIN_VALUE / 2})
    void instantSurvives(long millis) {
        Instant instant = Instant.ofEpochMilli(millis);

        assertThat(EpochMillis.toInstant(EpochMillis.of(instant))).isEqualTo(instant);
    }

    @Test
    void endsOfTimeSurvive() {
        assertThat(EpochMillis.toInstant(EpochMillis.of(Instant.MAX))).isEqualTo(Instant.MAX);
        assertThat(EpochMillis.toInstant(EpochMillis.of(Instant.MIN))).isEqualTo(Instant.MIN);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999, -1001, 86_400_000, 1L << 50})
    void durationSurvives(long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(EpochMillis.toDuration(EpochMillis.of(duration))).isEqualTo(duration);
    }

    @Test
    void shortestDurationIsNotTakenForUnset() {
        assertThat(EpochMillis.of(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(EpochMillis.of(Duration.ofNanos(1_000_001))).isEqualTo(2);
    }

    @Test
    void endlessDurationIsTheLongestOne() {
        assertThat(EpochMillis.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(EpochMillis.of(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    }
}
