package dev.weft.examples.demo;

import dev.weft.examples.demo.Moment.Mark;
import dev.weft.sdk.client.HistoryEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a history in words. What belongs together becomes one moment: an activity is told when it ends, with the time
 * since it was scheduled. Workflow tasks are told only when they go wrong.
 */
final class EventWords {
    private final Map<Long, HistoryEntry> byId = new HashMap<>();

    private EventWords() {}

    static List<Moment> moments(List<HistoryEntry> history) {
        EventWords words = new EventWords();
        List<Moment> moments = new ArrayList<>();
        for (HistoryEntry event : history) {
            words.byId.put(event.eventId(), event);
            words.moment(event).ifPresent(moments::add);
        }
        return moments;
    }

    private Optional<Moment> moment(HistoryEntry event) {
        return switch (event.eventType()) {
            case "WorkflowExecutionStarted" -> plain(event, "started " + text(event, "workflowType"));
            case "WorkflowExecutionSignaled" ->
                plain(
                        event,
                        "signal " + text(event, "signalName") + " "
                                + Values.excerpt(event.attributes().get("input")));
            case "WorkflowExecutionUpdateAccepted" -> plain(event, "update " + text(event, "updateName") + " accepted");
            case "WorkflowExecutionUpdateCompleted" -> plain(event, "update completed" + result(event));
            case "WorkflowExecutionCancelRequested" -> plain(event, "asked to cancel");
            case "TimerStarted" -> plain(event, "timer set for " + Values.duration(text(event, "startToFire")));
            case "TimerFired" -> plain(event, "timer fired");
            case "TimerCanceled" -> plain(event, "timer no longer needed");
            case "MarkerRecorded" -> plain(event, "recorded " + text(event, "markerName"));
            default -> outcome(event);
        };
    }

    private Optional<Moment> outcome(HistoryEntry event) {
        return switch (event.eventType()) {
            case "ActivityTaskCompleted" -> activity(event, Mark.GOOD, result(event));
            case "ActivityTaskFailed", "ActivityTaskTimedOut" ->
                activity(event, Mark.BAD, " failed: " + failure(event));
            case "ActivityTaskCanceled" -> activity(event, Mark.BAD, " canceled");
            case "ChildWorkflowExecutionStarted" -> plain(event, "child " + child(event) + " started");
            case "ChildWorkflowExecutionCompleted" -> child(event, Mark.GOOD, result(event));
            case "ChildWorkflowExecutionFailed" -> child(event, Mark.BAD, " failed: " + failure(event));
            case "ChildWorkflowExecutionTimedOut" -> child(event, Mark.BAD, " timed out");
            case "ChildWorkflowExecutionCanceled" -> child(event, Mark.BAD, " canceled");
            case "ChildWorkflowExecutionTerminated" -> child(event, Mark.BAD, " terminated");
            case "WorkflowTaskFailed" -> ended(event, Mark.BAD, "workflow task failed: " + failure(event));
            case "WorkflowTaskTimedOut" -> ended(event, Mark.BAD, "workflow task timed out");
            case "WorkflowExecutionCompleted" -> ended(event, Mark.GOOD, "completed" + result(event));
            case "WorkflowExecutionFailed" -> ended(event, Mark.BAD, "failed: " + failure(event));
            case "WorkflowExecutionTimedOut" -> ended(event, Mark.BAD, "timed out");
            case "WorkflowExecutionCanceled" -> ended(event, Mark.BAD, "canceled");
            case "WorkflowExecutionTerminated" -> ended(event, Mark.BAD, "terminated: " + text(event, "reason"));
            case "WorkflowExecutionContinuedAsNew" -> ended(event, Mark.GOOD, "continued as a new run");
            default -> Optional.empty();
        };
    }

    private Optional<Moment> plain(HistoryEntry event, String text) {
        return ended(event, Mark.PLAIN, text);
    }

    private Optional<Moment> ended(HistoryEntry event, Mark mark, String text) {
        return Optional.of(new Moment(event.eventTime(), event.eventId(), mark, text.strip(), "", Duration.ZERO));
    }

    private Optional<Moment> activity(HistoryEntry event, Mark mark, String how) {
        HistoryEntry scheduled = byId.getOrDefault(number(event, "scheduledEventId"), event);
        HistoryEntry started = byId.getOrDefault(number(event, "startedEventId"), event);
        long attempt = number(started, "attempt");
        String type = text(scheduled, "activityType");
        String attempts = attempt > 1 ? ", attempt " + attempt : "";
        return Optional.of(new Moment(
                event.eventTime(),
                event.eventId(),
                mark,
                type + attempts + how,
                mark + type,
                Duration.between(scheduled.eventTime(), event.eventTime())));
    }

    private Optional<Moment> child(HistoryEntry event, Mark mark, String how) {
        HistoryEntry started = byId.getOrDefault(number(event, "startedEventId"), event);
        return Optional.of(new Moment(
                event.eventTime(),
                event.eventId(),
                mark,
                "child " + child(event) + how,
                "",
                Duration.between(started.eventTime(), event.eventTime())));
    }

    /** The last part of the child's id. */
    private static String child(HistoryEntry event) {
        String id = event.attributes().get("execution") instanceof Map<?, ?> execution
                ? String.valueOf(execution.get("workflowId"))
                : text(event, "workflowType");
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static String result(HistoryEntry event) {
        Object result = event.attributes().get("result");
        return result == null ? "" : " → " + Values.excerpt(result);
    }

    /** The message of the innermost cause. */
    private static String failure(HistoryEntry event) {
        Object failure = event.attributes().get("failure");
        String message = text(event, "cause");
        while (failure instanceof Map<?, ?> link) {
            Object said = link.get("message");
            message = said == null ? message : said.toString();
            failure = link.get("cause");
        }
        return message;
    }

    private static String text(HistoryEntry event, String name) {
        Object value = event.attributes().get(name);
        return value == null ? "" : value.toString();
    }

    private static long number(HistoryEntry event, String name) {
        return event.attributes().get(name) instanceof Number number ? number.longValue() : 0;
    }
}
