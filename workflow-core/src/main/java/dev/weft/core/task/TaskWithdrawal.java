package dev.weft.core.task;

import dev.weft.core.model.ExecutionKey;
import java.time.Instant;
import java.util.List;

/**
 * Takes attempts of activities back that wait on their queue, since they must not start any more, or not now. Best
 * effort: an attempt that a worker has got already runs, and what gets lost or comes twice does no harm.
 *
 * @param dispatchedUpTo only what went to the queue by then; {@link Instant#MAX} when the attempts never start. What
 *     comes late or twice thus leaves alone what went there again
 */
public record TaskWithdrawal(
        QueueName queue, ExecutionKey key, String runId, List<Attempt> attempts, Instant dispatchedUpTo)
        implements TaskEntry {

    public TaskWithdrawal {
        attempts = List.copyOf(attempts);
    }

    /** An attempt of an activity of the run. */
    public record Attempt(long scheduledEventId, int attempt) {}

    public TaskId id(Attempt attempt) {
        return new TaskId(runId, attempt.scheduledEventId(), attempt.attempt());
    }
}
