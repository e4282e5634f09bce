package dev.weft.core.model;

/** Where a run stands. {@code STUCK} and {@code PAUSED} runs are open. */
public enum WorkflowStatus {
    RUNNING,
    STUCK,
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELED,
    TERMINATED,
    TIMED_OUT,
    CONTINUED_AS_NEW;

    public boolean isOpen() {
        return this == RUNNING || this == STUCK || this == PAUSED;
    }
}
