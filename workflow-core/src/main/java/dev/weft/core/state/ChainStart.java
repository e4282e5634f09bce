package dev.weft.core.state;

import java.time.Instant;

/**
 * The request that a client began a chain of runs with. It is known as long as the chain is, however many requests have
 * come since, so that its repetition begins no second one.
 *
 * @param requestId empty when it had none, or when a parent began the chain
 * @param time when the first run began
 */
public record ChainStart(String requestId, Instant time) {
    /** Of a chain whose beginning is not known. */
    public static final ChainStart NONE = new ChainStart("", Instant.EPOCH);
}
