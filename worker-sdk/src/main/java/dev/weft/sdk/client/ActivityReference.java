package dev.weft.sdk.client;

import dev.weft.sdk.workflow.Checks;

/**
 * Names a pending activity by the id that its workflow gave it.
 *
 * @param run its run id is empty for the current run
 */
public record ActivityReference(WorkflowRun run, String activityId) {

    public ActivityReference {
        if (run.workflowId().isBlank() || activityId.isBlank()) {
            throw new IllegalArgumentException("Expected the ids of a workflow and of an activity, but got '"
                    + run.workflowId() + "' and '" + activityId + "'");
        }
        Checks.optionalName("workflowId", run.workflowId());
        Checks.optionalName("name of an activity", activityId);
    }

    /** An activity of the current run. */
    public static ActivityReference of(String workflowId, String activityId) {
        return new ActivityReference(new WorkflowRun(workflowId, ""), activityId);
    }
}
