package dev.weft.sdk.workflow;

/** What happens when a run closes while a signal or update handler is under way. */
public enum HandlerUnfinishedPolicy {
    /** The handler is given up, and the log says so. */
    WARN_AND_ABANDON,
    /** The handler is given up silently. */
    ABANDON
}
