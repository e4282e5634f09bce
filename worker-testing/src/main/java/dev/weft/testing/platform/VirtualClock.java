package dev.weft.testing.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The time of a test, in whole milliseconds. It stands still, skips, or passes as on the wall. Thread-safe.
 *
 * <p>A while that is shorter than its grace does not count: what is quick takes no time at all, so that times do not
 * depend on the machine. Neither does the platform's own work, for which the clock is held.
 */
final class VirtualClock extends Clock {
    private final LongSupplier nanoTime;
    private Instant base;
    private Instant shown;
    private boolean held;
    private boolean passing;
    private long passingSince;
    private Duration grace = Duration.ZERO;

    VirtualClock(Instant begin, LongSupplier nanoTime) {
        this.base = begin.truncatedTo(ChronoUnit.MILLIS);
        this.shown = base;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Instant instant() {
        if (!held) {
            shown = base.plus(counted());
        }
        return shown;
    }

    /** Goes on showing what it shows now. */
    synchronized void hold() {
        shown = instant();
        held = true;
    }

    /** Shows what the time is by now. */
    synchronized void release() {
        held = false;
    }

    synchronized void stand() {
        base = instant();
        passing = false;
    }

    /** Passes from now on, unless it does already. */
    synchronized void pass(Duration newGrace) {
        if (!passing || !grace.equals(newGrace)) {
            stand();
            passing = true;
            passingSince = nanoTime.getAsLong();
            grace = newGrace;
        }
    }

    /** Never goes back. */
    synchronized void skipTo(Instant time) {
        stand();
        if (time.isAfter(base)) {
            base = time.truncatedTo(ChronoUnit.MILLIS);
            shown = base;
        }
    }

    /** How long a passing clock takes until it shows {@code time}. */
    synchronized Duration untilItShows(Instant time) {
        Duration whole = Duration.between(base, time);
        Duration needed = whole.compareTo(grace) < 0 ? grace : whole;
        Duration left = needed.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration counted() {
        Duration elapsed = passing ? elapsed() : Duration.ZERO;
        return elapsed.compareTo(grace) < 0 ? Duration.ZERO : elapsed.truncatedTo(ChronoUnit.MILLIS);
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - passingSince);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Expected a clock of instants, but it was asked for the zone " + zone);
    }
}
