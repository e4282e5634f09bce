package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.taskHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.updateRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAccepted;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule 2.4-19: tasks that exist for updates alone. */
class SpeculativeTaskTest {

    @Test
    void speculativeTaskIsDroppedWhenAllItsUpdatesAreRefused() {
        idle(update("u"))
                .when(updateRefused("u"))
                .thenNoEvents()
                .thenChange(InternalChange.ProvisionalTaskDropped.class);
    }

    @Test
    void refusalsAreNoAttemptsThatFailed() {
        Stage stage = given(started(), taskCompleted());
        for (int refused = 0; refused < 3; refused++) {
            stage.when(update("u")).and().when(updateRefused("u"));
        }
        Outcome another = stage.when(update("u"));
        assertThat(another.effects(Effect.DispatchWorkflowTask.class).getFirst().attempt())
                .as("each task has a name of its own")
                .isEqualTo(4);
        stage.when(describe()).thenReply(Reply.Described.class, reply -> assertThat(
                        reply.description().pendingWorkflowTask().attempt())
                .isEqualTo(1));
        stage.when(taskCompleted(acceptUpdate("u")))
                .thenEvent(WorkflowTaskScheduled.class, event -> assertThat(event.attempt())
                        .isEqualTo(1));
    }

    @Test
    void failureAfterRefusalsIsTheFirst() {
        Stage stage = given(started(), taskCompleted(), update("u"), updateRefused("u"), update("u"));
        stage.when(taskFailed()).thenEvent(WorkflowTaskScheduled.class, event -> assertThat(event.attempt())
                .isEqualTo(2));
    }

    @Test
    void speculativeTaskIsWrittenDownWhenAnUpdateIsAccepted() {
        idle(update("u"))
                .when(taskCompleted(acceptUpdate("u")))
                .thenEvents(
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class,
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionUpdateAccepted.class);
    }

    @Test
    void speculativeTaskIsWrittenDownWhenItHasCommandsThoughItsUpdateIsRefused() {
        idle(update("u"))
                .when(updateRefused("u", startTimer("t", Duration.ofHours(1))))
                .thenEvents(
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class,
                        WorkflowTaskCompleted.class,
                        TimerStarted.class);
    }

    @Test
    void speculativeTaskIsWrittenDownWhenItsWorkerAsksForMoreTime() {
        idle(update("u"))
                .when(taskHeartbeat())
                .thenEvents(
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class,
                        WorkflowTaskCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void eventDuringASpeculativeTaskThatIsDroppedTakesItsPlaceInHistory() {
        idle(update("u"), signal("pay"))
                .when(updateRefused("u"))
                .thenEvents(WorkflowExecutionSignaled.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.speculative())
                        .isFalse());
    }

    @Test
    void speculativeTaskThatNobodyTakesIsFollowedByANormalOneOnTheNormalQueueWithItsUpdate() {
        idle(update("u"))
                .when(nextIsDue())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.queue().isSticky()).isFalse();
                    assertThat(task.updates()).hasSize(1);
                });
    }

    @Test
    void failedSpeculativeTaskLeavesNoEventAndANormalOneFollowsWithItsUpdate() {
        idle(update("u"))
                .when(taskFailed())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.speculative()).isFalse();
                    assertThat(task.updates()).hasSize(1);
                });
    }

    @Test
    void reportOfADroppedSpeculativeTaskIsStale() {
        Stage stage = idle(update("u"));
        var refusal = updateRefused("u").of(stage);
        stage.when(ignored -> refusal);
        stage.when(ignored -> refusal).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    @Test
    void firstTaskIsNeverSpeculative() {
        given(started(), update("u"))
                .when(taskCompleted())
                .thenEvents(WorkflowTaskCompleted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.speculative())
                        .isTrue());
    }

    @Test
    void updatesThatWaitDoNotKeepTheWorkflowFromClosing() {
        given(started(), update("u")).when(taskCompleted(complete())).thenState(state -> assertThat(state.isOpen())
                .isFalse());
    }

    private static Stage idle(Step... steps) {
        Stage stage = given(started(), taskCompleted());
        for (Step step : steps) {
            stage.when(step);
        }
        return stage;
    }
}
