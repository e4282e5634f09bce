package dev.weft.core.request;

import java.time.Instant;

/** Sent by the platform to itself. */
public sealed interface EngineRequest extends RequestBody {

    /** Something of the execution was due at {@code due}; what it was, its state tells. */
    record TimerDue(Instant due) implements EngineRequest {}

    /**
     * A matching instance took over a partition of task queues: what is pending there must be sent again. Addressed to
     * a partition of the request log, not to an execution.
     */
    record ResendTasks(int taskPartition, int taskPartitions) implements EngineRequest {}
}
