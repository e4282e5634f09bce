package dev.weft.core.model;

/** Why a workflow task did not lead to progress. */
public enum WorkflowTaskFailedCause {
    UNHANDLED_COMMAND,
    BAD_SCHEDULE_ACTIVITY_ATTRIBUTES,
    BAD_REQUEST_CANCEL_ACTIVITY_ATTRIBUTES,
    BAD_START_TIMER_ATTRIBUTES,
    BAD_CANCEL_TIMER_ATTRIBUTES,
    BAD_RECORD_MARKER_ATTRIBUTES,
    BAD_COMPLETE_WORKFLOW_EXECUTION_ATTRIBUTES,
    BAD_FAIL_WORKFLOW_EXECUTION_ATTRIBUTES,
    BAD_CANCEL_WORKFLOW_EXECUTION_ATTRIBUTES,
    BAD_CONTINUE_AS_NEW_ATTRIBUTES,
    BAD_START_CHILD_EXECUTION_ATTRIBUTES,
    BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES,
    BAD_REQUEST_CANCEL_EXTERNAL_ATTRIBUTES,
    BAD_SEARCH_ATTRIBUTES,
    BAD_UPDATE_MESSAGE,
    BAD_COMMAND_SEQUENCE,
    START_TIMER_DUPLICATE_ID,
    SCHEDULE_ACTIVITY_DUPLICATE_ID,
    PENDING_ACTIVITIES_LIMIT_EXCEEDED,
    PENDING_CHILD_WORKFLOWS_LIMIT_EXCEEDED,
    PENDING_TIMERS_LIMIT_EXCEEDED,
    PENDING_EXTERNAL_LIMIT_EXCEEDED,
    PAYLOAD_LIMIT_EXCEEDED,
    WORKFLOW_WORKER_UNHANDLED_FAILURE,
    NON_DETERMINISTIC_ERROR,
    DEADLOCK,
    WORKFLOW_TASK_TIMED_OUT,
    FORCE_CLOSE_COMMAND,
    BUFFERED_EVENTS_LIMIT_EXCEEDED,
    RESET_STICKY_TASK_QUEUE,
    RESET_WORKFLOW,
    HISTORY_LIMIT_EXCEEDED,
    STATE_LIMIT_EXCEEDED;

    /** Whether the same code leads to the same failure again, so that only other code, or an operator, mends it. */
    public boolean needsNewCode() {
        return switch (this) {
            case BAD_SCHEDULE_ACTIVITY_ATTRIBUTES,
                    BAD_REQUEST_CANCEL_ACTIVITY_ATTRIBUTES,
                    BAD_START_TIMER_ATTRIBUTES,
                    BAD_CANCEL_TIMER_ATTRIBUTES,
                    BAD_RECORD_MARKER_ATTRIBUTES,
                    BAD_COMPLETE_WORKFLOW_EXECUTION_ATTRIBUTES,
                    BAD_FAIL_WORKFLOW_EXECUTION_ATTRIBUTES,
                    BAD_CANCEL_WORKFLOW_EXECUTION_ATTRIBUTES,
                    BAD_CONTINUE_AS_NEW_ATTRIBUTES,
                    BAD_START_CHILD_EXECUTION_ATTRIBUTES,
                    BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES,
                    BAD_REQUEST_CANCEL_EXTERNAL_ATTRIBUTES,
                    BAD_SEARCH_ATTRIBUTES,
                    BAD_UPDATE_MESSAGE,
                    BAD_COMMAND_SEQUENCE,
                    START_TIMER_DUPLICATE_ID,
                    SCHEDULE_ACTIVITY_DUPLICATE_ID,
                    PAYLOAD_LIMIT_EXCEEDED,
                    NON_DETERMINISTIC_ERROR,
                    DEADLOCK,
                    HISTORY_LIMIT_EXCEEDED -> true;
            case UNHANDLED_COMMAND,
                    PENDING_ACTIVITIES_LIMIT_EXCEEDED,
                    PENDING_CHILD_WORKFLOWS_LIMIT_EXCEEDED,
                    PENDING_TIMERS_LIMIT_EXCEEDED,
                    PENDING_EXTERNAL_LIMIT_EXCEEDED,
                    STATE_LIMIT_EXCEEDED,
                    WORKFLOW_WORKER_UNHANDLED_FAILURE,
                    WORKFLOW_TASK_TIMED_OUT,
                    FORCE_CLOSE_COMMAND,
                    BUFFERED_EVENTS_LIMIT_EXCEEDED,
                    RESET_STICKY_TASK_QUEUE,
                    RESET_WORKFLOW -> false;
        };
    }

    /** Whether one such failure says already that the run cannot go on by itself. */
    public boolean isHopeless() {
        return this == NON_DETERMINISTIC_ERROR || this == PAYLOAD_LIMIT_EXCEEDED || this == HISTORY_LIMIT_EXCEEDED;
    }

    /** Whether workers give this cause; the others are the platform's own. */
    public boolean isOfWorkers() {
        return switch (this) {
            case UNHANDLED_COMMAND,
                    FORCE_CLOSE_COMMAND,
                    BUFFERED_EVENTS_LIMIT_EXCEEDED,
                    RESET_WORKFLOW,
                    HISTORY_LIMIT_EXCEEDED,
                    STATE_LIMIT_EXCEEDED -> false;
            default -> true;
        };
    }
}
