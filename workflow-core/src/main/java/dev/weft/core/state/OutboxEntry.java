package dev.weft.core.state;

import dev.weft.core.request.Request;
import java.time.Duration;
import java.time.Instant;

/**
 * A request to another execution that counts as pending until it is answered. Whoever answers may lose the answer in a
 * crash, so the request is sent again after a while, and the while grows.
 *
 * @param sentTime when it was sent last
 * @param sends how often it was sent, takeovers apart
 */
public record OutboxEntry(long outboxId, Request request, Instant sentTime, int sends) {
    private static final int MOST_DOUBLINGS = 6;

    OutboxEntry sentAgain(Instant time) {
        return new OutboxEntry(outboxId, request, time, sends + 1);
    }

    Instant deadline() {
        Duration wait = Limits.OUTBOX_PATIENCE.multipliedBy(1L << Math.min(sends - 1, MOST_DOUBLINGS));
        return sentTime.plus(wait);
    }
}
