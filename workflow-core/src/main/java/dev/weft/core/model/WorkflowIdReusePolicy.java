package dev.weft.core.model;

/** Whether an id whose last run is closed may be started again. */
public enum WorkflowIdReusePolicy {
    ALLOW_DUPLICATE,
    ALLOW_DUPLICATE_FAILED_ONLY,
    REJECT_DUPLICATE
}
