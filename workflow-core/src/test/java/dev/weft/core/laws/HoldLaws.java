package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.event.Change;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.HistoryCursor;
import dev.weft.core.state.PendingActivity;
import java.util.List;

/** What a pause and a history that is too long hold back, and what is told of runs that do not go on. */
final class HoldLaws {
    private HoldLaws() {}

    static void hold(ExecutionState before, LoggedRequest logged, Transition transition) {
        pausesHold(before, logged, transition);
        longHistoriesHold(logged, transition);
        changesOfStatusAreTold(before, transition);
    }

    /** A run that is held waits for whoever holds it, which brings a task. */
    static boolean isHeld(ExecutionState state) {
        return state.run().isPaused() || state.run().problem().is(WorkflowTaskFailedCause.HISTORY_LIMIT_EXCEEDED);
    }

    /** A paused run gets no task and lets no activity out; resuming it makes up for all of that. */
    private static void pausesHold(ExecutionState before, LoggedRequest logged, Transition transition) {
        ExecutionState state = transition.state();
        List<Long> dispatched = transition.effects().stream()
                .filter(Effect.DispatchActivityTask.class::isInstance)
                .map(effect -> ((Effect.DispatchActivityTask) effect).scheduledEventId())
                .toList();
        if (state.run().isPaused()) {
            assertThat(dispatched).as("activities of a paused run").isEmpty();
            assertThat(isNewTask(logged, transition))
                    .as("a new workflow task of a paused run")
                    .isFalse();
            assertThat(WorkflowStateMachine.resend(state))
                    .as("what a takeover sends of a paused run")
                    .doesNotHaveAnyElementsOfTypes(Effect.DispatchActivityTask.class);
        } else if (before.run().isPaused() && state.isOpen() && before.runId().equals(state.runId())) {
            assertThat(dispatched)
                    .as("activities of a resumed run")
                    .containsExactlyElementsOf(state.activities().values().stream()
                            .filter(PendingActivity::isWaiting)
                            .map(PendingActivity::scheduledEventId)
                            .toList());
            assertThat(state.task().isIdle() && state.status() != WorkflowStatus.STUCK)
                    .as("a resumed run without a task")
                    .isFalse();
        }
    }

    /** No task begins where the history has reached its limit. The task's own events may reach it. */
    private static void longHistoriesHold(LoggedRequest logged, Transition transition) {
        ExecutionState state = transition.state();
        if (isNewTask(logged, transition)) {
            assertThat(state.run().historyLimit().isReachedBy(beforeTask(transition)))
                    .as("a new workflow task of a run with a long history")
                    .isFalse();
        }
    }

    private static HistoryCursor beforeTask(Transition transition) {
        ExecutionState state = transition.state();
        long sizeBytes = state.history().sizeBytes();
        for (Change change : transition.changes()) {
            if (change instanceof HistoryEvent event && event.attributes() instanceof WorkflowTaskStarted started) {
                sizeBytes = started.historySizeBytes();
            }
        }
        return new HistoryCursor(
                state.task().scheduledEventId(), state.history().completedStartedEventId(), sizeBytes);
    }

    private static void changesOfStatusAreTold(ExecutionState before, Transition transition) {
        boolean changed =
                (before.status() == WorkflowStatus.STUCK) != (transition.state().status() == WorkflowStatus.STUCK);
        List<WorkflowStatus> told = transition.effects().stream()
                .filter(Effect.PublishStatus.class::isInstance)
                .map(effect -> ((Effect.PublishStatus) effect).status())
                .toList();
        assertThat(told)
                .as("statuses that are told")
                .isEqualTo(changed ? List.of(transition.state().status()) : List.of());
        boolean toldAgain = WorkflowStateMachine.resend(transition.state()).stream()
                .anyMatch(Effect.PublishStatus.class::isInstance);
        assertThat(toldAgain)
                .as("a stuck run is told again after a takeover")
                .isEqualTo(transition.state().status() == WorkflowStatus.STUCK);
    }

    /** A task that moves from its sticky queue is the same one. */
    private static boolean isNewTask(LoggedRequest logged, Transition transition) {
        return !(logged.request().body() instanceof WorkerRequest.ReportStickyUnavailable)
                && transition.effects().stream().anyMatch(Effect.DispatchWorkflowTask.class::isInstance);
    }
}
