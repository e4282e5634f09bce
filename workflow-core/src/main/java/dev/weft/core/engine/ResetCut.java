package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.event.RunOutcome;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ResetPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Where a history is cut for a reset: at the end of one of its workflow tasks (rule 2.8-1). */
sealed interface ResetCut {
    /** The newest checkpoints are named to who asks for an unknown one. */
    int NAMES_SHOWN = 20;

    /** Keep what stands before the event, which need not be there yet. */
    record Before(long eventId) implements ResetCut {}

    /** @param why worded "Expected …, but …" */
    record Impossible(String why) implements ResetCut {}

    /** A workflow task of the history; it ends with the event after its Started event. */
    record TaskSpan(long scheduledEventId, long startedEventId, boolean completed) {
        long endEventId() {
            return startedEventId + 1;
        }
    }

    static ResetCut of(List<HistoryEvent> history, ResetPoint point) {
        List<TaskSpan> tasks = tasks(history);
        return switch (point) {
            case ResetPoint.Event event -> at(history, tasks, event.eventId());
            case ResetPoint.FirstWorkflowTask first ->
                before(tasks.stream().findFirst(), "Expected a workflow task to do again, but none has begun");
            case ResetPoint.LastWorkflowTask last ->
                before(
                        tasks.reversed().stream().filter(TaskSpan::completed).findFirst(),
                        "Expected a completed workflow task to do again, but there is none");
            case ResetPoint.Checkpoint checkpoint -> after(history, tasks, checkpoint.name());
        };
    }

    private static ResetCut before(Optional<TaskSpan> task, String otherwise) {
        return task.<ResetCut>map(found -> new Before(found.endEventId())).orElseGet(() -> new Impossible(otherwise));
    }

    private static ResetCut at(List<HistoryEvent> history, List<TaskSpan> tasks, long eventId) {
        boolean possible = eventId <= history.size()
                && tasks.stream().anyMatch(task -> task.scheduledEventId() < eventId && eventId <= task.endEventId());
        return possible ? new Before(eventId) : new Impossible(nearest(history, tasks, eventId));
    }

    private static String nearest(List<HistoryEvent> history, List<TaskSpan> tasks, long eventId) {
        String found = eventId < 1 || eventId > history.size()
                ? "history ends with event " + history.size()
                : "it is " + history.get((int) eventId - 1).eventType();
        List<Long> ends = tasks.stream()
                .map(TaskSpan::endEventId)
                .filter(end -> end <= history.size())
                .toList();
        LongStream below = ends.stream().filter(end -> end < eventId).mapToLong(Long::longValue);
        LongStream above = ends.stream().filter(end -> end > eventId).mapToLong(Long::longValue);
        String near = LongStream.concat(below.max().stream(), above.min().stream())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" and "));
        return "Expected event " + eventId + " to be the end of a workflow task, but " + found + "; the nearest are "
                + (near.isEmpty() ? "none" : near);
    }

    /** The task that came after the newest mark of that name: what the mark's own task did is kept. */
    private static ResetCut after(List<HistoryEvent> history, List<TaskSpan> tasks, String name) {
        List<String> names = new ArrayList<>();
        for (HistoryEvent event : history.reversed()) {
            Optional<String> found = checkpointName(event);
            if (found.filter(name::equals).isPresent()) {
                return new Before(tasks.stream()
                        .filter(task -> task.scheduledEventId() > event.eventId())
                        .findFirst()
                        .map(TaskSpan::endEventId)
                        .orElse(end(history)));
            }
            found.filter(other -> names.size() < NAMES_SHOWN && !names.contains(other))
                    .ifPresent(names::addFirst);
        }
        return new Impossible("Expected a checkpoint '" + name + "', but "
                + (names.isEmpty() ? "the workflow has set none" : "there are only " + String.join(", ", names)));
    }

    private static Optional<String> checkpointName(HistoryEvent event) {
        return event.attributes() instanceof MarkerRecorded marker ? Checkpoints.name(marker) : Optional.empty();
    }

    /** Nothing is done again but the close. */
    private static long end(List<HistoryEvent> history) {
        HistoryEvent last = history.getLast();
        return RunOutcome.of("", last).isPresent() ? last.eventId() : last.eventId() + 1;
    }

    private static List<TaskSpan> tasks(List<HistoryEvent> history) {
        List<TaskSpan> tasks = new ArrayList<>();
        for (HistoryEvent event : history) {
            if (event.attributes() instanceof WorkflowTaskEvent.WorkflowTaskStarted started) {
                boolean completed = event.eventId() < history.size()
                        && history.get((int) event.eventId()).attributes()
                                instanceof WorkflowTaskEvent.WorkflowTaskCompleted;
                tasks.add(new TaskSpan(started.scheduledEventId(), event.eventId(), completed));
            }
        }
        return tasks;
    }
}
