package dev.weft.core.model;

/** Which of the limits on an activity, a workflow task or a run has passed. */
public enum TimeoutType {
    START_TO_CLOSE,
    SCHEDULE_TO_START,
    SCHEDULE_TO_CLOSE,
    HEARTBEAT
}
