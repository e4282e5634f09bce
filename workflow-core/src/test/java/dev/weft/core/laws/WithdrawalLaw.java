package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.Transition;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.task.TaskId;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may not start is not left on its queue: an attempt that waited there waits still, or a worker has told of it, or
 * it is withdrawn; and what a resume sends there is sent later than what the pause has withdrawn.
 */
final class WithdrawalLaw {
    private WithdrawalLaw() {}

    static void holds(ExecutionState before, LoggedRequest logged, Transition transition) {
        ExecutionState after = transition.state();
        Set<TaskId> withdrawn = transition.effects().stream()
                .filter(Effect.WithdrawActivityTasks.class::isInstance)
                .map(effect -> ((Effect.WithdrawActivityTasks) effect).withdrawal())
                .flatMap(withdrawal -> withdrawal.attempts().stream().map(withdrawal::id))
                .collect(Collectors.toSet());
        boolean toldByAWorker = logged.request().body() instanceof WorkerRequest
                && !(logged.request().body() instanceof WorkerRequest.CompleteWorkflowTask);
        for (PendingActivity activity : before.activities()) {
            if (before.isOpen() && !before.run().isPaused() && activity.isWaiting()) {
                TaskId id = new TaskId(before.runId(), activity.scheduledEventId(), activity.attempt());
                assertThat(withdrawn.contains(id) || mayStart(after, id) || toldByAWorker)
                        .as("attempt %s on its queue", id)
                        .isTrue();
            }
        }
        if (before.run().isPaused() && !after.run().isPaused() && before.runId().equals(after.runId())) {
            after.activities().values().stream()
                    .filter(PendingActivity::isWaiting)
                    .forEach(activity -> assertThat(activity.attemptTime())
                            .isAfter(before.run().pause().since()));
        }
    }

    private static boolean mayStart(ExecutionState state, TaskId id) {
        return state.isOpen()
                && state.runId().equals(id.runId())
                && !state.run().isPaused()
                && state.activity(id.eventId())
                        .filter(activity -> activity.isWaiting() && activity.attempt() == id.attempt())
                        .isPresent();
    }
}
