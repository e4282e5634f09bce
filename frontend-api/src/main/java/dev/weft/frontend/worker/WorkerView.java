package dev.weft.frontend.worker;

import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.schemas.RosterEntry.WorkerSeen;
import java.time.Instant;
import java.util.List;

/**
 * A worker as it told about itself last.
 *
 * @param workerId names the worker for the lifetime of its process
 * @param cachedExecutions executions that its process keeps for their next tasks
 * @param lastSeen when it told
 */
public record WorkerView(
        String workerId,
        String identity,
        String namespace,
        String taskQueue,
        String sdkName,
        String sdkVersion,
        SlotsView workflowTasks,
        SlotsView activities,
        int cachedExecutions,
        List<String> workflowTypes,
        List<String> activityTypes,
        Instant lastSeen) {

    /** Room for tasks of one kind. */
    public record SlotsView(int total, int used) {}

    static WorkerView of(WorkerSeen seen) {
        WorkerStatus status = seen.status();
        return new WorkerView(
                status.workerId(),
                status.identity(),
                status.namespace(),
                status.taskQueue(),
                status.sdkName(),
                status.sdkVersion(),
                new SlotsView(status.workflowSlots(), status.workflowSlotsUsed()),
                new SlotsView(status.activitySlots(), status.activitySlotsUsed()),
                status.cachedExecutions(),
                status.workflowTypes(),
                status.activityTypes(),
                seen.time());
    }
}
