package dev.weft.examples.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * One line of a timeline.
 *
 * @param eventId the event that it tells of, 0 for none
 * @param kind of thing, so that many of the same can be folded; empty for never
 * @param took how long it was under way, zero for a moment
 */
record Moment(Instant time, long eventId, Mark mark, String text, String kind, Duration took) {

    /** How it went. */
    enum Mark {
        PLAIN("·"),
        GOOD("✓"),
        BAD("✗"),
        FOLDED("⋮"),
        NOTE("!");

        private final String symbol;

        Mark(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    static Moment note(Instant time, String text) {
        return new Moment(time, 0, Mark.NOTE, text, "", Duration.ZERO);
    }
}
