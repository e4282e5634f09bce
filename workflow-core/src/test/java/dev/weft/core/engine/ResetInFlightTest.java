package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.pollUpdate;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.ClientSteps.updateUntilAccepted;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.fail;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.LAST_TASK;
import static dev.weft.core.scenario.OperatorSteps.RESET_RUN;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.OperatorSteps.resetWith;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.activityStartReported;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskCanceled;
import dev.weft.core.event.ActivityEvent.ActivityTaskFailed;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.TimerEvent.TimerFired;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RetryState;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.scenario.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was under way at the point: activities, timers, updates and who waits for them (rule 2.8-4). */
class ResetInFlightTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ReplyTo CALLER = new ReplyTo("frontend", 3);

    @Test
    void activityThatWasNotStartedIsDispatchedAgainWithAllItsTime() {
        ActivitySettings settings =
                new ActivitySettings(HOUR.multipliedBy(3), HOUR.multipliedBy(2), HOUR, Duration.ZERO, RetryPolicy.NONE);
        Stage stage = given(started(), taskCompleted(scheduleActivity("a", settings)), signal("go"), taskCompleted());
        stage.when(later(HOUR, reset(LAST_TASK))).thenAsks(Effect.DispatchActivityTask.class, task -> {
            assertThat(task.runId()).isEqualTo(RESET_RUN);
            assertThat(task.scheduledEventId()).isEqualTo(5);
        });
        var activity = stage.state().activity("a").orElseThrow();
        assertThat(activity.expiration()).isEqualTo(stage.now().plus(HOUR.multipliedBy(3)));
        assertThat(activity.attemptTime()).isEqualTo(stage.now());
    }

    @Test
    void activityThatRunsFailsWithItsHeartbeatDetails() {
        given(
                        started(),
                        taskCompleted(scheduleActivity("a")),
                        signal("go"),
                        taskCompleted(),
                        activityStartReported("a"),
                        activityHeartbeat("a", "42"))
                .when(reset(LAST_TASK))
                .thenEvent(ActivityTaskStarted.class, event -> assertThat(event.identity())
                        .isEqualTo("worker"))
                .thenEvent(ActivityTaskFailed.class, event -> {
                    assertThat(event.retryState()).isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
                    assertThat(event.failure().chain())
                            .containsExactly(new FailureInfo.ResetWorkflow("bad deploy", List.of(Payload.json("42"))));
                })
                .thenAsksNo(Effect.DispatchActivityTask.class)
                .thenState(state -> assertThat(state.activities()).isEmpty());
    }

    @Test
    void activityThatCompletedAfterThePointIsDoneAgain() {
        Stage stage = given(
                started(), taskCompleted(scheduleActivity("a")), signal("go"), taskCompleted(), activityCompleted("a"));
        stage.when(reset(LAST_TASK)).thenAsks(Effect.DispatchActivityTask.class);
        assertThat(stage.eventTypes(RESET_RUN)).doesNotContain("ActivityTaskCompleted");
    }

    @Test
    void activityWhoseEndIsBufferedIsDoneAgain() {
        given(
                        started(),
                        taskCompleted(scheduleActivity("a")),
                        signal("go"),
                        taskCompleted(),
                        signal("more"),
                        activityCompleted("a"))
                .when(reset(LAST_TASK))
                .thenAsks(Effect.DispatchActivityTask.class);
    }

    @Test
    void activityOfAClosedBaseCountsAsNotStarted() {
        given(
                        started(),
                        taskCompleted(scheduleActivity("a")),
                        activityStartReported("a"),
                        signal("go"),
                        taskCompleted(fail()))
                .when(reset(LAST_TASK))
                .thenAsks(Effect.DispatchActivityTask.class);
    }

    @Test
    void activityWhoseCancellationWasAskedForAndThatRunsNoMoreIsCanceled() {
        given(
                        started(),
                        taskCompleted(scheduleActivity("a")),
                        activityStartReported("a"),
                        signal("go"),
                        taskCompleted(cancelActivity(5)),
                        signal("more"),
                        taskCompleted(fail()))
                .when(reset(LAST_TASK))
                .thenEvent(ActivityTaskCanceled.class, event -> assertThat(event.scheduledEventId())
                        .isEqualTo(5))
                .thenAsksNo(Effect.DispatchActivityTask.class);
    }

    @Test
    void timerIsDueWhenItWouldHaveBeen() {
        Stage stage = given(started(), taskCompleted(startTimer("t", HOUR)), signal("go"), taskCompleted());
        stage.when(later(Duration.ofMinutes(30), reset(LAST_TASK)));
        assertThat(stage.state().timer("t").orElseThrow().fireTime()).isEqualTo(Stage.BEGINNING.plus(HOUR));
    }

    @Test
    void timerThatWasDueBeforeTheResetFiresAtOnce() {
        Stage stage = given(started(), taskCompleted(startTimer("t", HOUR)), signal("go"), taskCompleted());
        stage.when(later(HOUR.multipliedBy(2), reset(LAST_TASK)));
        assertThat(stage.state().nextDue()).isBefore(stage.now());
        stage.when(taskCompleted());
        stage.when(nextIsDue()).thenEvent(TimerFired.class, event -> {});
    }

    @Test
    void callerOfAnAdmittedUpdateWaitsOnForTheNewRun() {
        given(started(), taskCompleted(), asked("", CALLER, update("u1")), reset(FIRST_TASK))
                .when(taskCompleted(acceptUpdate("u1"), completeUpdate("u1")))
                .thenTells(CALLER, Reply.UpdateProgress.class, progress -> {
                    assertThat(progress.stage()).isEqualTo(UpdateStage.COMPLETED);
                    assertThat(progress.runId()).isEqualTo(RESET_RUN);
                });
    }

    @Test
    void callerOfAnAcceptedUpdateWaitsOnForTheNewRun() {
        given(
                        started(),
                        taskCompleted(),
                        asked("", CALLER, update("u1")),
                        taskCompleted(acceptUpdate("u1")),
                        reset(FIRST_TASK))
                .when(taskCompleted(acceptUpdate("u1"), completeUpdate("u1")))
                .thenTells(CALLER, Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void updateAcceptedBeforeThePointIsStillWorkedOn() {
        given(
                        started(),
                        taskCompleted(),
                        asked("", CALLER, update("u1")),
                        taskCompleted(acceptUpdate("u1")),
                        signal("go"),
                        taskCompleted(),
                        reset(LAST_TASK))
                .when(taskCompleted(completeUpdate("u1")))
                .thenTells(CALLER, Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void outcomeFromBeforeThePointIsRemembered() {
        given(
                        started(),
                        taskCompleted(),
                        update("u1"),
                        taskCompleted(acceptUpdate("u1"), completeUpdate("u1")),
                        signal("go"),
                        taskCompleted(),
                        reset(LAST_TASK))
                .when(pollUpdate("u1"))
                .thenReply(Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void callerOfAnUpdateThatIsNotTakenOverIsToldSo() {
        given(started(), taskCompleted(), asked("", CALLER, update("u1")), taskCompleted(acceptUpdate("u1")))
                .when(resetWith(true, false, FIRST_TASK))
                .thenTells(CALLER, Reply.UpdateProgress.class, progress -> assertThat(
                                progress.failure().message())
                        .contains("but the workflow was reset first"));
    }

    @Test
    void admittedUpdatesAreDeliveredAfterThoseThatWereAccepted() {
        given(started(), taskCompleted(), update("u2"), taskCompleted(acceptUpdate("u2")), updateUntilAccepted("u1"))
                .when(reset(FIRST_TASK))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .extracting(update -> update.updateId())
                        .containsExactly("u2", "u1"));
    }
}
