package dev.weft.sdk.workflow;

/**
 * Part of a workflow that is canceled as one: its activities, timers, children and the scopes inside. Scopes form a
 * tree below the scope of the run, which a cancel request to the workflow cancels; a detached scope stands apart.
 */
public interface CancellationScope {

    /** Runs the scope's code on the current coroutine. */
    void run();

    /** Cancels what the scope holds; a second time changes nothing. */
    default void cancel() {
        cancel("");
    }

    void cancel(String reason);

    boolean isCancelRequested();

    /** Why it was canceled, empty while it is not or when nobody said. */
    String cancellationReason();

    /** Completes with the reason when the scope is canceled. */
    Promise<String> cancellationRequest();

    boolean isDetached();
}
