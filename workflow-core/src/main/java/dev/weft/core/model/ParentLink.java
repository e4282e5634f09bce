package dev.weft.core.model;

/**
 * Ties a child to the run that started it.
 *
 * @param initiatedEventId the parent's StartChildWorkflowExecutionInitiated event
 */
public record ParentLink(ExecutionKey execution, String runId, long initiatedEventId, ParentClosePolicy closePolicy) {
    public static final ParentLink NONE = new ParentLink(ExecutionKey.NONE, "", 0, ParentClosePolicy.ABANDON);

    public boolean isNone() {
        return initiatedEventId == 0;
    }
}
