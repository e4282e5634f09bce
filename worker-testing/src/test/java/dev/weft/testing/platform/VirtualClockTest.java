package dev.weft.testing.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(100);

    private long wallNanos = 5;
    private final VirtualClock clock = new VirtualClock(BEGIN, () -> wallNanos);

    private void passes(long millis) {
        wallNanos += Duration.ofMillis(millis).toNanos();
    }

    private Duration shown() {
        return Duration.between(BEGIN, clock.instant());
    }

    @Test
    void itStandsAtFirst() {
        passes(5_000);

        assertThat(shown()).isZero();
    }

    @Test
    void aWhileWithinTheGraceDoesNotCount() {
        clock.pass(QUICK);
        passes(99);
        clock.stand();

        assertThat(shown()).isZero();
    }

    @Test
    void aLongerWhileCountsAsAWhole() {
        clock.pass(QUICK);
        passes(150);
        assertThat(shown()).hasMillis(150);
        clock.pass(QUICK);
        passes(20);
        clock.stand();
        passes(1_000);

        assertThat(shown()).hasMillis(170);
    }

    @Test
    void whileHeldItShowsTheSameAndCatchesUpAfterwards() {
        clock.pass(Duration.ZERO);
        passes(10);
        clock.hold();
        passes(30);
        assertThat(shown()).hasMillis(10);
        clock.release();

        assertThat(shown()).hasMillis(40);
    }

    @Test
    void whatPassedWhileHeldDoesNotCountWhenItStandsAfterwards() {
        clock.pass(Duration.ZERO);
        passes(10);
        clock.hold();
        passes(30);
        clock.stand();
        clock.release();

        assertThat(shown()).hasMillis(10);
    }

    @Test
    void itSkipsForwardsOnly() {
        clock.skipTo(BEGIN.plus(Duration.ofDays(30)));
        clock.skipTo(BEGIN);

        assertThat(shown()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void itTellsHowLongItTakesUntilItShowsATime() {
        clock.pass(QUICK);
        passes(30);

        assertThat(clock.untilItShows(BEGIN.plusMillis(250))).hasMillis(220);
        assertThat(clock.untilItShows(BEGIN.plusMillis(50))).hasMillis(70);
        passes(500);
        assertThat(clock.untilItShows(BEGIN.plusMillis(250))).isZero();
    }

    @Test
    void itKnowsNoZones() {
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThatThrownBy(() -> clock.withZone(ZoneOffset.MAX)).isInstanceOf(UnsupportedOperationException.class);
    }
}
