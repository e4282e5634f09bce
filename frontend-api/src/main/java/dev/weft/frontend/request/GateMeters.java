package dev.weft.frontend.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How requests to the log end: {@code weft.frontend.requests}, by outcome. */
@Singleton
final class GateMeters {
    private static final String NAME = "weft.frontend.requests";

    private final Counter answered;
    private final Counter rejected;
    private final Counter unanswered;
    private final Counter unacknowledged;

    GateMeters(MeterRegistry meters) {
        this.answered = meters.counter(NAME, "outcome", "answered");
        this.rejected = meters.counter(NAME, "outcome", "rejected");
        this.unanswered = meters.counter(NAME, "outcome", "unanswered");
        this.unacknowledged = meters.counter(NAME, "outcome", "unacknowledged");
    }

    void answered() {
        answered.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    void unacknowledged() {
        unacknowledged.increment();
    }
}
