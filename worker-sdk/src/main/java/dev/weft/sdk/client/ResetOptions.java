package dev.weft.sdk.client;

import dev.weft.core.model.ResetPoint;
import dev.weft.sdk.workflow.Checks;

/**
 * Where a run is taken up again, and what goes along. Begin with one of the points and change what differs.
 *
 * @param point what stands before it is kept, what follows is done again
 * @param reason shown in the history
 * @param reapplySignals whether signals that came after the point reach the new run
 * @param reapplyUpdates whether updates that came after the point reach the new run
 * @param requestId a reset that is repeated with it finds the run of the first one; empty for an id of its own
 */
public record ResetOptions(
        ResetPoint point, String reason, boolean reapplySignals, boolean reapplyUpdates, String requestId) {

    public ResetOptions {
        if (point instanceof ResetPoint.Event(long eventId) && eventId < 2) {
            throw new IllegalArgumentException(
                    "Expected the id of an event that ends a workflow task, but got " + eventId);
        }
        Checks.optionalName("requestId", requestId);
        if (point instanceof ResetPoint.Checkpoint(String name) && name.isBlank()) {
            throw new IllegalArgumentException("Expected the name of a checkpoint, but it is blank");
        }
    }

    private static ResetOptions to(ResetPoint point) {
        return new ResetOptions(point, "", true, true, "");
    }

    /** @param eventId the end of a workflow task (completed, failed or timed out), which is not kept */
    public static ResetOptions toEvent(long eventId) {
        return to(new ResetPoint.Event(eventId));
    }

    /** Everything is done again. */
    public static ResetOptions toFirstWorkflowTask() {
        return to(new ResetPoint.FirstWorkflowTask());
    }

    /** What followed from the last completed workflow task is done again. */
    public static ResetOptions toLastWorkflowTask() {
        return to(new ResetPoint.LastWorkflowTask());
    }

    /** @param name of a mark that workflow code has set; the newest one of that name counts */
    public static ResetOptions toCheckpoint(String name) {
        return to(new ResetPoint.Checkpoint(name));
    }

    public ResetOptions withReason(String newReason) {
        return new ResetOptions(point, newReason, reapplySignals, reapplyUpdates, requestId);
    }

    public ResetOptions withoutSignals() {
        return new ResetOptions(point, reason, false, reapplyUpdates, requestId);
    }

    public ResetOptions withoutUpdates() {
        return new ResetOptions(point, reason, reapplySignals, false, requestId);
    }

    public ResetOptions withRequestId(String id) {
        return new ResetOptions(point, reason, reapplySignals, reapplyUpdates, id);
    }
}
