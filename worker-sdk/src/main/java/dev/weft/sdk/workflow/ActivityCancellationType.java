package dev.weft.sdk.workflow;

/** What cancelling the scope of an activity means for it. */
public enum ActivityCancellationType {
    /** Asks the activity to stop and goes on at once. */
    TRY_CANCEL,
    /** Asks the activity to stop and waits for its outcome. */
    WAIT_CANCELLATION_COMPLETED,
    /** Goes on at once and lets the activity run. */
    ABANDON
}
