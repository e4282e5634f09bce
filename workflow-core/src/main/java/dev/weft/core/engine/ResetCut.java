package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ResetPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
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

    static ResetCut of(RunHistory history, ResetPoint point) {
        Reading reading = Reading.of(history);
        List<TaskSpan> tasks = reading.tasks();
        return switch (point) {
            case ResetPoint.Event event -> at(history, tasks, event.eventId());
            case ResetPoint.FirstWorkflowTask first ->
                before(tasks.stream().findFirst(), "Expected a workflow task to do again, but none has begun");
            case ResetPoint.LastWorkflowTask last ->
                before(
                        tasks.reversed().stream().filter(TaskSpan::completed).findFirst(),
                        "Expected a completed workflow task to do again, but there is none");
            case ResetPoint.Checkpoint checkpoint -> after(history, reading, checkpoint.name());
        };
    }

    private static ResetCut before(Optional<TaskSpan> task, String otherwise) {
        return task.<ResetCut>map(found -> new Before(found.endEventId())).orElseGet(() -> new Impossible(otherwise));
    }

    private static ResetCut at(RunHistory history, List<TaskSpan> tasks, long eventId) {
        boolean possible = eventId <= history.length()
                && tasks.stream().anyMatch(task -> task.scheduledEventId() < eventId && eventId <= task.endEventId());
        return possible ? new Before(eventId) : new Impossible(nearest(history, tasks, eventId));
    }

    private static String nearest(RunHistory history, List<TaskSpan> tasks, long eventId) {
        String found = history.event(eventId)
                .map(event -> "it is " + event.eventType())
                .orElse("history ends with event " + history.length());
        List<Long> ends = tasks.stream()
                .map(TaskSpan::endEventId)
                .filter(end -> end <= history.length())
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
    private static ResetCut after(RunHistory history, Reading reading, String name) {
        Optional<Long> mark = Optional.ofNullable(reading.checkpoints().get(name));
        if (mark.isPresent()) {
            return new Before(reading.tasks().stream()
                    .filter(task -> task.scheduledEventId() > mark.get())
                    .findFirst()
                    .map(TaskSpan::endEventId)
                    .orElseGet(() -> end(history, reading)));
        }
        String newest = reading.checkpoints().keySet().stream()
                .skip(Math.max(0, reading.checkpoints().size() - NAMES_SHOWN))
                .collect(Collectors.joining(", "));
        return new Impossible("Expected a checkpoint '" + name + "', but "
                + (newest.isEmpty() ? "the workflow has set none" : "there are only " + newest));
    }

    /**
     * Nothing is done again but the close. Where the task of the mark has closed the run, too, that task is: its worker
     * would not ask again for what stands beside the mark.
     */
    private static long end(RunHistory history, Reading reading) {
        if (history.isClosedByItsCode()) {
            return reading.tasks().getLast().endEventId();
        }
        return history.isClosed() ? history.length() : history.length() + 1;
    }

    /**
     * What a history says of points to cut it at.
     *
     * @param checkpoints the newest event of each name, the newest name last
     */
    record Reading(List<TaskSpan> tasks, SequencedMap<String, Long> checkpoints) {
        static Reading of(RunHistory history) {
            Reading reading = new Reading(new ArrayList<>(), new LinkedHashMap<>());
            history.events(1, history.length()).forEach(reading::see);
            return reading;
        }

        private void see(HistoryEvent event) {
            switch (event.attributes()) {
                case WorkflowTaskEvent.WorkflowTaskStarted started ->
                    tasks.add(new TaskSpan(started.scheduledEventId(), event.eventId(), false));
                case WorkflowTaskEvent.WorkflowTaskCompleted completed -> complete(event.eventId());
                case MarkerRecorded marker ->
                    Checkpoints.name(marker).ifPresent(name -> checkpoints.putLast(name, event.eventId()));
                default -> {
                    // Nowhere to cut.
                }
            }
        }

        private void complete(long eventId) {
            if (!tasks.isEmpty() && tasks.getLast().endEventId() == eventId) {
                TaskSpan ended = tasks.removeLast();
                tasks.add(new TaskSpan(ended.scheduledEventId(), ended.startedEventId(), true));
            }
        }
    }
}
