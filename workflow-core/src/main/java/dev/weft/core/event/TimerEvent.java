package dev.weft.core.event;

import java.time.Duration;

/** The life of a workflow's timer. */
public sealed interface TimerEvent extends EventAttributes {

    /** @param timerId unique among the pending timers of the run */
    record TimerStarted(String timerId, Duration startToFire, long workflowTaskCompletedEventId)
            implements TimerEvent {}

    record TimerFired(String timerId, long startedEventId) implements TimerEvent {}

    record TimerCanceled(String timerId, long startedEventId, long workflowTaskCompletedEventId)
            implements TimerEvent {}
}
