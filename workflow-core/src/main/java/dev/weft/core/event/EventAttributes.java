package dev.weft.core.event;

/** What an event says. The simple name of the record is the event type; ids and cross-references are the field's. */
public sealed interface EventAttributes
        permits WorkflowEvent, WorkflowTaskEvent, ActivityEvent, TimerEvent, ChildEvent, ExternalEvent, MessageEvent {}
