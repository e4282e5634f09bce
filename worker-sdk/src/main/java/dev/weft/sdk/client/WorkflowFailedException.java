package dev.weft.sdk.client;

import dev.weft.core.model.WorkflowStatus;
import org.jspecify.annotations.Nullable;

/** The workflow did not complete. The cause tells why, as far as something failed. */
public final class WorkflowFailedException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final WorkflowRun run;
    private final WorkflowStatus status;

    WorkflowFailedException(WorkflowRun run, WorkflowStatus status, @Nullable Throwable cause) {
        super(
                run.workflowId(),
                "Expected workflow " + run.workflowId() + " (run " + run.runId() + ") to complete, but it is " + status
                        + (cause == null ? "" : ": " + cause.getMessage()),
                cause);
        this.run = run;
        this.status = status;
    }

    public WorkflowRun run() {
        return run;
    }

    /** FAILED, CANCELED, TERMINATED or TIMED_OUT. */
    public WorkflowStatus status() {
        return status;
    }
}
