package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.RunHistories;
import dev.weft.core.engine.SparingProbe;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.event.Change;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.HistoryFold;
import dev.weft.core.state.StateFold;
import dev.weft.core.state.StateProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks every transition of a world. */
final class Laws {
    private final Coverage coverage;
    private final Map<String, HistoryFold> historyAlone = new HashMap<>();
    private final Map<String, List<HistoryEvent>> histories = new HashMap<>();
    private final Set<String> openTasks = new HashSet<>();
    private final Set<String> dispatched = new HashSet<>();
    private final Set<String> closedRuns = new HashSet<>();
    private final CallersLaw callers = new CallersLaw();
    private final RepetitionLaw repetitions = new RepetitionLaw();

    Laws(Coverage coverage) {
        this.coverage = coverage;
    }

    Transition handle(ExecutionState before, LoggedRequest logged) {
        Transition transition = WorkflowStateMachine.handle(before, logged, histories());
        sameInputSameTransition(before, logged, transition);
        assertThat(StateFold.apply(before, transition.changes()))
                .as("fold of the changes")
                .isEqualTo(transition.state());
        restoredStateIsTheSame(transition.state());
        repetitionChangesNothing(logged, transition);
        repetitions.holds(before, logged, transition);
        if (transition.reply() instanceof Reply.Rejected) {
            assertThat(events(transition)).as("events of a refusal").isEmpty();
        }
        historyGoesOn(before, transition);
        callers.holds(logged, transition);
        effectsFitState(logged, transition);
        thePastIsWhatHistorySays(logged, transition);
        HoldLaws.hold(before, logged, transition);
        whatMustBeTakenFindsRoom(before, logged);
        WithdrawalLaw.holds(before, logged, transition);
        visit(logged, transition);
        return transition;
    }

    private RunHistories histories() {
        return RunHistories.inMemory(this::historyOf);
    }

    private List<HistoryEvent> historyOf(String runId) {
        return histories.getOrDefault(runId, List.of());
    }

    private void sameInputSameTransition(ExecutionState before, LoggedRequest logged, Transition transition) {
        ExecutionState restored = ExecutionState.restore(before.snapshot());
        assertThat(WorkflowStateMachine.handle(restored, logged, histories()))
                .as("the same transition from a restored state")
                .isEqualTo(transition);
    }

    private static void restoredStateIsTheSame(ExecutionState state) {
        ExecutionState restored = ExecutionState.restore(state.snapshot());
        assertThat(restored).as("restored state").isEqualTo(state);
        assertThat(StateProbe.deadlines(restored)).as("restored deadlines").isEqualTo(StateProbe.deadlines(state));
        assertThat(StateProbe.activityIds(restored)).isEqualTo(StateProbe.activityIds(state));
        assertThat(StateProbe.adopted(restored)).isEqualTo(StateProbe.adopted(state));
        assertThat(StateProbe.timerIds(restored)).isEqualTo(StateProbe.timerIds(state));
        assertThat(restored.buffer().bytes())
                .as("bytes of the buffer")
                .isEqualTo(state.buffer().bytes());
        assertThat(restored.sizeBytes()).as("bytes of the state").isEqualTo(state.sizeBytes());
    }

    /** Whatever a state without room must take does not make it larger. */
    private void whatMustBeTakenFindsRoom(ExecutionState before, LoggedRequest logged) {
        SparingProbe.handle(before, logged, histories()).ifPresent(sparing -> assertThat(sparing.sizeBytes())
                .as("bytes of a state without room after %s, which was %s and is %s", logged.request(), before, sparing)
                .isLessThanOrEqualTo(before.sizeBytes()));
    }

    private void repetitionChangesNothing(LoggedRequest logged, Transition transition) {
        boolean named = isNamed(logged.request().body())
                && !logged.request().requestId().isEmpty();
        boolean refused = transition.reply() instanceof Reply.Rejected;
        if (named && !refused) {
            assertThat(WorkflowStateMachine.handle(transition.state(), logged, histories())
                            .changes())
                    .as("changes of a repeated request")
                    .isEmpty();
        }
        if (logged.request().body() instanceof WorkerRequest.CompleteWorkflowTask
                || logged.request().body() instanceof WorkerRequest.CompleteActivityTask
                || logged.request().body() instanceof WorkerRequest.FailActivityTask) {
            assertThat(WorkflowStateMachine.handle(transition.state(), logged, histories())
                            .changes())
                    .as("changes of a repeated report")
                    .isEmpty();
        }
    }

    private static boolean isNamed(RequestBody body) {
        return switch (body) {
            case ClientRequest.QueryWorkflow query -> false;
            case ClientRequest.ReportActivityById report -> !(report.outcome() instanceof ActivityOutcome.Heartbeat);
            case ClientRequest other -> true;
            default -> false;
        };
    }

    private void historyGoesOn(ExecutionState before, Transition transition) {
        String runId = before.runId();
        for (HistoryEvent event : events(transition)) {
            if (event.attributes() instanceof WorkflowEvent.WorkflowExecutionStarted started) {
                runId = started.runId();
                assertThat(historyAlone).as("runs with events").doesNotContainKey(runId);
                historyAlone.put(runId, new HistoryFold(before.key()));
                histories.put(runId, new ArrayList<>());
            }
            assertThat(closedRuns).as("closed runs, which take no events").doesNotContain(runId);
            HistoryFold history = historyAlone.get(runId);
            assertThat(event.eventId())
                    .as("event id of " + event)
                    .isEqualTo(history.state().nextEventId());
            oneTaskAtATime(runId, event);
            history.append(event);
            histories.get(runId).add(event);
            if (!history.state().isOpen()) {
                closedRuns.add(runId);
                assertThat(openTasks).as("runs with an open task").doesNotContain(runId);
            }
        }
        transition.changes().forEach(this::forgetDeleted);
        ExecutionState after = transition.state();
        if (!after.isNone()) {
            assertThat(after.determinedByHistory())
                    .as("what history alone determines")
                    .isEqualTo(historyAlone.get(after.runId()).state().determinedByHistory());
            boolean written = after.task().isStarted() && !after.task().provisional();
            assertThat(openTasks.contains(after.runId()))
                    .as("an open task in history")
                    .isEqualTo(written);
            newsAreToldByATask(after);
        }
        if (!after.isOpen()) {
            assertThat(after.activities()).as("activities of a closed run").isEmpty();
            assertThat(after.timers()).as("timers of a closed run").isEmpty();
            assertThat(after.children()).as("children of a closed run").isEmpty();
            assertThat(after.buffer()).as("buffer of a closed run").isEmpty();
            assertThat(after.queries()).as("queries of a closed run").isEmpty();
        }
    }

    private void newsAreToldByATask(ExecutionState state) {
        if (state.isOpen() && state.task().isIdle() && !HoldLaws.isHeld(state)) {
            EventAttributes last = histories.get(state.runId()).getLast().attributes();
            assertThat(News.is(last))
                    .as("news without a workflow task: " + last)
                    .isFalse();
        }
    }

    /** Retention is the bound of what is remembered of a run. */
    private void forgetDeleted(Change change) {
        if (change instanceof InternalChange.RunDeleted deleted) {
            historyAlone.remove(deleted.runId());
            histories.remove(deleted.runId());
            closedRuns.remove(deleted.runId());
            dispatched.removeIf(name -> name.startsWith(deleted.runId() + "/"));
        }
    }

    private void oneTaskAtATime(String runId, HistoryEvent event) {
        switch (event.attributes()) {
            case WorkflowTaskEvent.WorkflowTaskScheduled scheduled ->
                assertThat(openTasks.add(runId)).as("at most one workflow task").isTrue();
            case WorkflowTaskEvent.WorkflowTaskCompleted completed -> openTasks.remove(runId);
            case WorkflowTaskEvent.WorkflowTaskFailed failed -> openTasks.remove(runId);
            case WorkflowTaskEvent.WorkflowTaskTimedOut timedOut -> openTasks.remove(runId);
            default -> {
                // Not about workflow tasks.
            }
        }
    }

    private void effectsFitState(LoggedRequest logged, Transition transition) {
        ExecutionState state = transition.state();
        for (Effect effect : transition.effects()) {
            if (effect instanceof Effect.DispatchWorkflowTask task) {
                assertThat(task.runId()).isEqualTo(state.runId());
                assertThat(task.scheduledEventId()).isEqualTo(state.task().scheduledEventId());
                assertThat(task.attempt()).isEqualTo(state.task().attempt());
                boolean newName = dispatched.add(task.runId() + "/" + task.scheduledEventId() + "/" + task.attempt());
                boolean sameTask = logged.request().body() instanceof WorkerRequest.ReportStickyUnavailable;
                assertThat(newName || sameTask)
                        .as("each workflow task has a name of its own, but " + task)
                        .isTrue();
            }
            if (effect instanceof Effect.DispatchActivityTask task) {
                assertThat(state.activity(task.scheduledEventId()))
                        .as("activity of " + task)
                        .isPresent();
            }
        }
        List<Effect> again = WorkflowStateMachine.resend(state);
        boolean waits = state.isOpen()
                && state.task().isStarted()
                && state.task().startedTime().toEpochMilli() == 0;
        assertThat(again.stream().anyMatch(Effect.DispatchWorkflowTask.class::isInstance))
                .as("a waiting workflow task is sent again")
                .isEqualTo(waits);
    }

    private void thePastIsWhatHistorySays(LoggedRequest logged, Transition transition) {
        if (logged.request().body() instanceof ClientRequest.ReadState read
                && read.atEventId() != 0
                && transition.reply() instanceof Reply.Described described) {
            assertThat(described.description().historyLength()).isEqualTo(read.atEventId());
            assertThat(described.description().bufferedEvents()).isZero();
        }
        for (Effect effect : transition.effects()) {
            if (effect instanceof Effect.DispatchQuery query && query.historical()) {
                List<HistoryEvent> whole = historyOf(query.runId());
                List<HistoryEvent> seen = whole.subList(0, (int) query.lastEventId());
                long completed = seen.reversed().stream()
                        .filter(event -> event.attributes() instanceof WorkflowTaskEvent.WorkflowTaskCompleted)
                        .findFirst()
                        .orElseThrow()
                        .eventId();
                EventAttributes last = seen.getLast().attributes();
                assertThat(seen.size() == completed || last.workflowTaskCompletedEventId() == completed)
                        .as("the end of what code has seen, but " + seen.getLast())
                        .isTrue();
                assertThat(whole.subList(seen.size(), whole.size()))
                        .as("what code has asked for and not seen")
                        .noneMatch(event -> event.attributes().workflowTaskCompletedEventId() == completed);
            }
        }
    }

    private void visit(LoggedRequest logged, Transition transition) {
        coverage.visit(logged.request().body());
        coverage.visit(transition.reply());
        transition.effects().forEach(coverage::visit);
        for (Change change : transition.changes()) {
            coverage.visit(change);
            if (change instanceof HistoryEvent event) {
                coverage.visit(event.attributes());
            }
        }
        boolean progress = events(transition).stream()
                .anyMatch(event -> event.attributes() instanceof WorkflowTaskEvent.WorkflowTaskCompleted);
        if (logged.request().body() instanceof WorkerRequest.CompleteWorkflowTask complete && progress) {
            for (Command command : complete.commands()) {
                coverage.visit(command);
            }
        }
        for (Effect effect : transition.effects()) {
            if (effect instanceof Effect.SendReply reply) {
                coverage.visit(reply.reply());
            }
        }
    }

    private static List<HistoryEvent> events(Transition transition) {
        return transition.changes().stream()
                .filter(HistoryEvent.class::isInstance)
                .map(HistoryEvent.class::cast)
                .toList();
    }
}
