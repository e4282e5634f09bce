package dev.weft.core.event;

/** What an event says. The simple name of the record is the event type; ids and cross-references are the field's. */
public sealed interface EventAttributes
        permits WorkflowEvent, WorkflowTaskEvent, ActivityEvent, TimerEvent, ChildEvent, ExternalEvent, MessageEvent {

    /** The WorkflowTaskCompleted of the task that asked for this event, 0 for one that happened otherwise. */
    default long workflowTaskCompletedEventId() {
        return 0;
    }
}
