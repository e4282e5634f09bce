package dev.weft.sdk.replay;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import java.time.Duration;
import java.time.Instant;

/**
 * How the attempts of a local activity inside one workflow task ended: what its marker keeps.
 *
 * @param attempt the last one, from 1
 * @param time when it ended, which is the workflow's time from there on
 */
public record LocalActivityReport(int attempt, Instant time, Outcome outcome) {

    /** What code has to know. */
    public sealed interface Outcome {

        record Completed(Payload result) implements Outcome {}

        /** @param retryState why there is no further attempt */
        record Failed(Failure failure, RetryState retryState) implements Outcome {}

        /** The next attempt follows after {@code backoff}, which is too long to be waited for inside the task. */
        record BackedOff(Failure failure, Duration backoff) implements Outcome {}
    }
}
