package dev.weft.core.reply;

/** Why a request changed nothing. */
public enum RejectionReason {
    WORKFLOW_NOT_FOUND,
    WORKFLOW_ALREADY_STARTED,
    WORKFLOW_CLOSED,
    WORKFLOW_PAUSED,
    STALE,
    UPDATE_NOT_FOUND,
    REQUEST_NOT_FOUND,
    ACTIVITY_NOT_FOUND,
    EVENT_NOT_FOUND,
    INVALID,
    LIMIT_EXCEEDED,
    QUERY_NOT_POSSIBLE,
    TOO_LARGE,
    UPDATE_NOT_POSSIBLE
}
