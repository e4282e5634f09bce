package dev.weft.sdk.client;

/** The workflow id is taken, by an open run or by the reuse policy. */
public final class WorkflowAlreadyStartedException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final String runId;

    WorkflowAlreadyStartedException(String workflowId, String runId, String message) {
        super(workflowId, message, null);
        this.runId = runId;
    }

    /** The run that has the id. */
    public String runId() {
        return runId;
    }
}
