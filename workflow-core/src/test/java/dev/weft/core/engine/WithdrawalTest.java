package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.reportedById;
import static dev.weft.core.scenario.ClientSteps.resumed;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.once;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.delete;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityClaimed;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityStartReported;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.core.task.TaskWithdrawal.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rule 2.5-2, feature row 28: what no worker has got does not start any more. */
class WithdrawalTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Step TWO_ACTIVITIES = taskCompleted(scheduleActivity("a"), scheduleActivity("b"));
    private static final long A = 5;
    private static final long B = 6;

    @Test
    void whatWaitsIsTakenBackWhenTheRunCloses() {
        for (Step end : List.of(terminate(), delete(), reset(FIRST_TASK))) {
            Stage stage = given(started(), TWO_ACTIVITIES);
            String runId = stage.state().runId();
            withdrawn(stage.when(end), withdrawal -> {
                assertThat(withdrawal.runId()).isEqualTo(runId);
                assertThat(withdrawal.queue().taskQueue()).isEqualTo("orders");
                assertThat(withdrawal.attempts()).containsExactly(new Attempt(A, 1), new Attempt(B, 1));
                assertThat(withdrawal.dispatchedUpTo()).isEqualTo(Instant.MAX);
            });
        }
    }

    @Test
    void whatWaitsIsTakenBackWhenTheWorkflowEndsItsRun() {
        withdrawn(given(started(), TWO_ACTIVITIES, signal("wake")).when(taskCompleted(complete())), A, B);
        withdrawn(given(started(), TWO_ACTIVITIES, signal("wake")).when(taskCompleted(continueAsNew())), A, B);
    }

    @Test
    void whatIsUnderWayOrBacksOffIsNotOnItsQueue() {
        Stage stage = given(started(), TWO_ACTIVITIES, activityStartReported("a"), activityFailed("b"));
        stage.when(terminate()).thenAsksNo(Effect.WithdrawActivityTasks.class);
    }

    @Test
    void ordinaryActivitiesAreNotTakenBack() {
        given(started(), TWO_ACTIVITIES)
                .when(activityCompleted("a"))
                .thenAsksNo(Effect.WithdrawActivityTasks.class)
                .and()
                .when(activityFailed("b"))
                .thenAsksNo(Effect.WithdrawActivityTasks.class);
    }

    @Test
    void whatWasNeverSentIsNotTakenBack() {
        given(started())
                .when(taskCompleted(scheduleActivity("a"), complete()))
                .thenAsksNo(Effect.WithdrawActivityTasks.class);
    }

    @Test
    void canceledActivitiesAreTakenBackTogether() {
        withdrawn(
                given(started(), TWO_ACTIVITIES, signal("wake"))
                        .when(taskCompleted(cancelActivity(A), cancelActivity(B))),
                A,
                B);
    }

    @Test
    void activityThatNobodyTookInTimeIsTakenBack() {
        ActivitySettings impatient = new ActivitySettings(
                Duration.ZERO, Duration.ofSeconds(5), MINUTE, Duration.ZERO, RetryPolicy.ACTIVITY_DEFAULT);
        withdrawn(
                given(started(), taskCompleted(scheduleActivity("a", impatient)))
                        .when(nextIsDue()),
                A);
    }

    @Test
    void activityThatAClientHasCompletedIsTakenBack() {
        withdrawn(
                given(started(), TWO_ACTIVITIES)
                        .when(reportedById("b", new ActivityOutcome.Completed(Payload.json("1")))),
                B);
    }

    @Test
    void pauseTakesBackWhatWasSentUpToThen() {
        Stage stage = given(started(), TWO_ACTIVITIES);
        Outcome outcome = stage.when(later(MINUTE, paused()));
        withdrawn(outcome, withdrawal -> {
            assertThat(withdrawal.attempts()).hasSize(2);
            assertThat(withdrawal.dispatchedUpTo()).isEqualTo(stage.now());
        });
    }

    @Test
    void resumeSendsLaterThanThePauseHasTakenBackAtTheSameInstantToo() {
        Stage stage = given(started(), TWO_ACTIVITIES, paused());
        Instant pausedAt = stage.now();
        stage.when(resumed())
                .thenAsksTimes(Effect.DispatchActivityTask.class, 2)
                .thenAsksNo(Effect.WithdrawActivityTasks.class)
                .thenState(state -> assertThat(state.activities().values())
                        .allSatisfy(
                                activity -> assertThat(activity.attemptTime()).isAfter(pausedAt)));
    }

    @Test
    void takeoverOfAPausedRunTakesBackOnceMore() {
        Stage stage = given(started(), TWO_ACTIVITIES, paused());

        assertThat(WorkflowStateMachine.resend(stage.state()))
                .singleElement()
                .isInstanceOfSatisfying(Effect.WithdrawActivityTasks.class, effect -> assertThat(
                                effect.withdrawal().dispatchedUpTo())
                        .isEqualTo(stage.now()));
        stage.when(resumed());
        assertThat(WorkflowStateMachine.resend(stage.state()))
                .doesNotHaveAnyElementsOfTypes(Effect.WithdrawActivityTasks.class);
    }

    @Test
    void pausedRunGrantsNoStart() {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a", once(MINUTE))), paused());
        stage.when(asked("", activityClaimed("a", "worker-1")))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_PAUSED);
        stage.when(resumed());
        stage.when(asked("", activityClaimed("a", "worker-1"))).thenReply(Reply.ClaimGranted.class);
    }

    @Test
    void startThatWasGrantedBeforeThePauseIsGrantedAgain() {
        Step claim = asked("", activityClaimed("a", "worker-1"));
        given(started(), taskCompleted(scheduleActivity("a", once(MINUTE))), claim, paused())
                .when(claim)
                .thenNothingChanges()
                .thenReply(Reply.ClaimGranted.class);
    }

    private static void withdrawn(Outcome outcome, long... scheduledEventIds) {
        withdrawn(outcome, withdrawal -> assertThat(
                        withdrawal.attempts().stream().mapToLong(Attempt::scheduledEventId))
                .containsExactly(Arrays.stream(scheduledEventIds).boxed().toArray(Long[]::new)));
    }

    private static void withdrawn(Outcome outcome, Consumer<TaskWithdrawal> check) {
        outcome.thenAsks(Effect.WithdrawActivityTasks.class, effect -> check.accept(effect.withdrawal()));
    }
}
