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

    /**
     * A worker that was not there before polls a queue: runs of the queue that are stuck try again. Addressed to a
     * partition of the request log with an empty {@code key}, and by its processor to the executions it concerns.
     */
    record WorkerArrived(String namespace, String taskQueue) implements EngineRequest {}
}
