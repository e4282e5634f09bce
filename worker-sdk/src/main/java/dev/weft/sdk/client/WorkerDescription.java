package dev.weft.sdk.client;

import java.time.Instant;
import java.util.List;

/**
 * A worker, as it told about itself last.
 *
 * @param workerId names it for the lifetime of its process
 * @param cachedExecutions that its process keeps for their next tasks
 * @param lastSeen when it told
 */
public record WorkerDescription(
        String workerId,
        String identity,
        String taskQueue,
        String sdkName,
        String sdkVersion,
        Slots workflowTasks,
        Slots activities,
        int cachedExecutions,
        List<String> workflowTypes,
        List<String> activityTypes,
        Instant lastSeen) {
    public WorkerDescription {
        workflowTypes = List.copyOf(workflowTypes);
        activityTypes = List.copyOf(activityTypes);
    }

    /** Room for tasks of one kind. */
    public record Slots(int total, int used) {}
}
