package dev.weft.sdk.activity;

/** Thrown by a heartbeat when the attempt should stop. Clean up, then let it pass. */
public final class ActivityCanceledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why an attempt should stop. */
    public enum Reason {
        /** The workflow asked for it; letting the exception pass reports the activity as canceled. */
        CANCEL_REQUESTED,
        /** The attempt has timed out or its workflow is closed; nobody waits for an outcome. */
        NO_LONGER_WANTED,
        /** The worker ends; the activity will be tried again elsewhere. */
        WORKER_SHUTDOWN
    }

    private final Reason reason;

    public ActivityCanceledException(Reason reason) {
        super(
                switch (reason) {
                    case CANCEL_REQUESTED -> "The workflow asked to cancel the activity";
                    case NO_LONGER_WANTED -> "The attempt has timed out or its workflow is closed";
                    case WORKER_SHUTDOWN -> "The worker is shutting down";
                });
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
