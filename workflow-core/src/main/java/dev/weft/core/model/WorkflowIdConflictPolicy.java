package dev.weft.core.model;

/** What a start does when the id has an open run. */
public enum WorkflowIdConflictPolicy {
    FAIL,
    USE_EXISTING,
    TERMINATE_EXISTING
}
