package dev.weft.core.model;

/** Where the history of a run is cut when it is reset: what stands before is kept, what follows is done again. */
public sealed interface ResetPoint {
    /** @param eventId the end of a workflow task (completed, failed or timed out), which is not kept */
    record Event(long eventId) implements ResetPoint {}

    /** Everything is done again, with the same input. */
    record FirstWorkflowTask() implements ResetPoint {}

    /** Only what followed from the last completed workflow task is done again. */
    record LastWorkflowTask() implements ResetPoint {}

    /** @param name of a mark that workflow code set; the newest one of that name counts */
    record Checkpoint(String name) implements ResetPoint {}
}
