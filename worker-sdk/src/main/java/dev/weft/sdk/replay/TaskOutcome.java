package dev.weft.sdk.replay;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import java.util.ArrayList;
import java.util.List;

/**
 * What history says of a workflow task that counts.
 *
 * @param completedEventId its WorkflowTaskCompleted
 * @param sdkFlags that it relied upon for the first time
 * @param commandEvents one per command, in order
 */
record TaskOutcome(long completedEventId, List<String> sdkFlags, List<HistoryEvent> commandEvents) {

    /** Reads the completion, which is the next event, and its command events. */
    static TaskOutcome read(EventCursor events) {
        return readFrom(events.next(), events);
    }

    /** Reads the command events of {@code completion}. */
    static TaskOutcome readFrom(HistoryEvent completion, EventCursor events) {
        if (!(completion.attributes() instanceof WorkflowTaskCompleted completed)) {
            throw new IllegalArgumentException("Expected a WorkflowTaskCompleted, but got " + completion.eventType());
        }
        List<HistoryEvent> commandEvents = new ArrayList<>();
        while (events.nextIs(CommandMatching::isCommandEvent)) {
            commandEvents.add(events.next());
        }
        return new TaskOutcome(completion.eventId(), completed.sdkFlags(), commandEvents);
    }
}
