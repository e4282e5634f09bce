package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import java.util.List;

/** What a pause holds back. */
final class PauseLaw {
    private PauseLaw() {}

    /** A paused run gets no task and lets no activity out; resuming it makes up for all of that. */
    static void holds(ExecutionState before, LoggedRequest logged, Transition transition) {
        ExecutionState state = transition.state();
        List<Long> dispatched = transition.effects().stream()
                .filter(Effect.DispatchActivityTask.class::isInstance)
                .map(effect -> ((Effect.DispatchActivityTask) effect).scheduledEventId())
                .toList();
        if (state.run().isPaused()) {
            boolean moved = logged.request().body() instanceof WorkerRequest.ReportStickyUnavailable;
            assertThat(dispatched).as("activities of a paused run").isEmpty();
            assertThat(transition.effects().stream().anyMatch(Effect.DispatchWorkflowTask.class::isInstance) && !moved)
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
            assertThat(state.task().isIdle()).as("a resumed run without a task").isFalse();
        }
    }
}
