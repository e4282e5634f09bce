package dev.weft.sdk.workflow;

/** What cancelling the scope of a child workflow means for it. */
public enum ChildCancellationType {
    /** Asks the child to cancel and goes on at once. */
    TRY_CANCEL,
    /** Asks the child to cancel and waits until the request has reached it. */
    WAIT_CANCELLATION_REQUESTED,
    /** Asks the child to cancel and waits for its outcome. */
    WAIT_CANCELLATION_COMPLETED,
    /** Goes on at once and lets the child run. */
    ABANDON
}
