package dev.weft.e2e.simulation;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.HistoryFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers every event that ever happened, over all crashes, and holds history to it. */
final class Witness {
    /** A run under its workflow id. */
    record Run(ExecutionKey key, String runId) {}

    private final Coverage coverage;
    private final Map<Run, List<HistoryEvent>> histories = new HashMap<>();
    private final Map<Run, HistoryFold> folds = new HashMap<>();
    private final Map<Run, Set<Long>> closedActivities = new HashMap<>();
    private final Set<String> onceStarted = new HashSet<>();

    Witness(Coverage coverage) {
        this.coverage = coverage;
    }

    void appended(ExecutionKey key, String runId, List<HistoryEvent> events) {
        Run run = new Run(key, runId);
        List<HistoryEvent> history = histories.computeIfAbsent(run, unseen -> new ArrayList<>());
        for (HistoryEvent event : events) {
            int index = (int) event.eventId() - 1;
            if (index < history.size()) {
                require(
                        history.get(index).equals(event),
                        "the same event again, " + history.get(index) + ", but history now says " + event);
            } else {
                require(index == history.size(), "event " + (history.size() + 1) + " of " + run + ", but got " + event);
                history.add(event);
                folds.computeIfAbsent(run, unseen -> new HistoryFold(key)).append(event);
                coverage.saw(event.attributes());
                closedOnce(run, event);
            }
        }
    }

    /** What history determines of the state is what history alone folds to. */
    void agreesWith(ExecutionState state) {
        if (state.isNone()) {
            return;
        }
        Run run = new Run(state.key(), state.runId());
        List<HistoryEvent> history = histories.getOrDefault(run, List.of());
        require(
                state.nextEventId() <= history.size() + 1L,
                "at most " + history.size() + " events of " + run + ", but the state has seen "
                        + (state.nextEventId() - 1));
        ExecutionState fold =
                folds.getOrDefault(run, new HistoryFold(state.key())).state();
        if (state.nextEventId() != fold.nextEventId()) {
            // A crash took the state back; what follows is held to the events that are known.
            return;
        }
        require(
                state.determinedByHistory().equals(fold.determinedByHistory()),
                "of " + run + " " + fold.determinedByHistory() + ", but the state says " + state.determinedByHistory());
    }

    /** An activity that may start only once starts. */
    void startsOnce(String runId, long scheduledEventId) {
        require(
                onceStarted.add(runId + "/" + scheduledEventId),
                "activity " + scheduledEventId + " of run " + runId + " to start once, but it started again");
    }

    int known(ExecutionKey key, String runId) {
        return histories.getOrDefault(new Run(key, runId), List.of()).size();
    }

    List<HistoryEvent> history(ExecutionKey key, String runId) {
        return List.copyOf(histories.getOrDefault(new Run(key, runId), List.of()));
    }

    /** Events of a kind over all runs; those that a reset copied count once. */
    <T extends EventAttributes> List<T> all(Class<T> type) {
        return histories.values().stream()
                .flatMap(history -> history.subList(copied(history), history.size()).stream())
                .map(HistoryEvent::attributes)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static int copied(List<HistoryEvent> history) {
        return history.getFirst().attributes() instanceof WorkflowEvent.WorkflowExecutionStarted started
                        && !started.origins().isEmpty()
                ? (int) Math.min(history.size(), started.origins().getLast().lastEventId())
                : 0;
    }

    Set<Run> runs() {
        return histories.keySet();
    }

    private void closedOnce(Run run, HistoryEvent event) {
        closedActivity(event.attributes())
                .ifPresent(scheduledEventId -> require(
                        closedActivities
                                .computeIfAbsent(run, unseen -> new HashSet<>())
                                .add(scheduledEventId),
                        "activity " + scheduledEventId + " of " + run + " to end once, but it ended again"));
        if (event.attributes() instanceof WorkflowTaskEvent.WorkflowTaskFailed failed) {
            require(
                    !failed.cause().name().startsWith("BAD_")
                            && (!failed.cause().name().startsWith("NON_DETERMINISTIC")
                                    || failed.failure().message().equals(WorkerNode.BROKEN)),
                    "an honest worker to send good commands, but " + failed);
        }
    }

    private static Optional<Long> closedActivity(EventAttributes attributes) {
        return switch (attributes) {
            case ActivityEvent.ActivityTaskCompleted closed -> Optional.of(closed.scheduledEventId());
            case ActivityEvent.ActivityTaskFailed closed -> Optional.of(closed.scheduledEventId());
            case ActivityEvent.ActivityTaskTimedOut closed -> Optional.of(closed.scheduledEventId());
            case ActivityEvent.ActivityTaskCanceled closed -> Optional.of(closed.scheduledEventId());
            default -> Optional.empty();
        };
    }

    static void require(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalStateException("Expected " + expectation);
        }
    }
}
