package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.resumed;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAfter;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.cancelTimer;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.workerArrived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.Reply;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StuckTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /** What the wait between attempts allows: 1, 2, 4 … 64 s and then one attempt in two minutes. */
    private static final int ATTEMPTS_FOR_CODE = 40;

    /** Three at once, then 1, 2, 4, 8 s and one attempt in ten seconds. */
    private static final int ATTEMPTS_OF_OTHERS = 370;

    @Test
    void oneFailureIsNotStuckAndTwoInARowAre() {
        Stage stage = given(started());
        stage.when(taskFailed())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING))
                .thenAsksNo(Effect.PublishStatus.class);
        stage.when(taskFailed())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK))
                .thenAsks(Effect.PublishStatus.class, told -> {
                    assertThat(told.status()).isEqualTo(WorkflowStatus.STUCK);
                    assertThat(told.problem().attempts()).isEqualTo(2);
                    assertThat(told.problem().message()).isEqualTo("it broke");
                    assertThat(told.taskQueue()).isEqualTo("orders");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"NON_DETERMINISTIC_ERROR", "PAYLOAD_LIMIT_EXCEEDED"})
    void hopelessFailureIsStuckAtOnce(WorkflowTaskFailedCause cause) {
        given(started()).when(taskFailed(cause)).thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                .isEqualTo(WorkflowStatus.STUCK));
    }

    @Test
    void descriptionSaysWhyAndSinceWhenAndHowOftenTheTaskFailed() {
        given(started(), later(Duration.ofMinutes(1), taskFailed()), later(Duration.ofMinutes(1), taskFailed()))
                .when(describe())
                .thenReply(Reply.Described.class, reply -> {
                    var problem = reply.description().problem();
                    assertThat(problem.cause()).isEqualTo("WORKFLOW_WORKER_UNHANDLED_FAILURE");
                    assertThat(problem.message()).isEqualTo("it broke");
                    assertThat(problem.since()).isEqualTo(Stage.BEGINNING.plusSeconds(60));
                    assertThat(problem.attempts()).isEqualTo(2);
                });
    }

    @Test
    void recoveryIsToldOnce() {
        Stage stage = given(started(), taskFailed(), taskFailed());
        stage.when(taskCompleted()).thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                .isEqualTo(WorkflowStatus.RUNNING));
        stage.when(signal("pay")).thenAsksNo(Effect.PublishStatus.class);
    }

    @Test
    void furtherFailuresOfAStuckRunAreNotTold() {
        given(started(), taskFailed(), taskFailed()).when(taskFailed()).thenAsksNo(Effect.PublishStatus.class);
    }

    @Test
    void stuckRunThatContinuesAsNewIsToldToGoOn() {
        given(started(), taskFailed(), taskFailed())
                .when(taskCompleted(continueAsNew()))
                .thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                        .isEqualTo(WorkflowStatus.RUNNING));
    }

    @Test
    void endOfAStuckRunIsTold() {
        given(started(), taskFailed(), taskFailed())
                .when(terminate())
                .thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                        .isEqualTo(WorkflowStatus.TERMINATED));
    }

    @Test
    void pauseOfAStuckRunIsToldAndItsResumeToo() {
        Stage stage = given(started(), taskFailed(), taskFailed());
        stage.when(paused()).thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                .isEqualTo(WorkflowStatus.PAUSED));
        stage.when(resumed()).thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                .isEqualTo(WorkflowStatus.STUCK));
    }

    @Test
    void takeoverTellsAgainThatARunIsStuck() {
        Stage stage = given(started(), taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR));
        assertThat(WorkflowStateMachine.resend(stage.state())).singleElement().isInstanceOf(Effect.PublishStatus.class);
    }

    @Test
    void workerThatArrivesEndsTheWaitOfAStuckRun() {
        given(started(), taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .when(workerArrived())
                .thenNoEvents()
                .thenAsks(Effect.DispatchWorkflowTask.class)
                .and()
                .when(taskCompleted())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING));
    }

    @Test
    void workerThatArrivesAgainChangesNothingWhileTheTaskIsUnderWay() {
        given(started(), taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR), workerArrived())
                .when(workerArrived())
                .thenNothingChanges();
    }

    @Test
    void workerOfAnotherQueueChangesNothing() {
        given(started(), taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .when(workerArrived("others"))
                .thenNothingChanges();
    }

    @Test
    void workerThatArrivesDoesNotEndAStartDelay() {
        given(startedAfter(HOUR)).when(workerArrived()).thenNothingChanges();
    }

    @Test
    void workerThatArrivesDoesNotEndAPause() {
        given(started(), taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR), paused())
                .when(workerArrived())
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void whatOnlyOtherCodeMendsWaitsFromTheFirstFailureOn() {
        Stage stage = given(started());
        stage.when(taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.nextDue()).isEqualTo(Stage.BEGINNING.plusSeconds(1)));
        stage.when(nextIsDue()).thenAsks(Effect.DispatchWorkflowTask.class);
        stage.when(taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .thenState(state -> assertThat(state.nextDue()).isEqualTo(Stage.BEGINNING.plusSeconds(3)));
    }

    @Test
    void badCommandWaitsFromTheFirstFailureOn() {
        given(started())
                .when(taskCompleted(cancelTimer("unknown")))
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(nextIsDue())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void signalDoesNotEndTheWait() {
        given(started(), taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .when(signal("pay"))
                .thenEvents(WorkflowExecutionSignaled.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"NON_DETERMINISTIC_ERROR", "PAYLOAD_LIMIT_EXCEEDED", "DEADLOCK", "BAD_UPDATE_MESSAGE"})
    void whatOnlyOtherCodeMendsIsTriedAFewTimesAnHour(WorkflowTaskFailedCause cause) {
        assertThat(attemptsInAnHour(taskFailed(cause))).isBetween(30, ATTEMPTS_FOR_CODE);
    }

    /** Causes that workers should not give are among them. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "WORKFLOW_WORKER_UNHANDLED_FAILURE",
                "RESET_STICKY_TASK_QUEUE",
                "UNHANDLED_COMMAND",
                "FORCE_CLOSE_COMMAND",
                "BUFFERED_EVENTS_LIMIT_EXCEEDED",
                "HISTORY_LIMIT_EXCEEDED",
                "RESET_WORKFLOW",
                "WORKFLOW_TASK_TIMED_OUT"
            })
    void noFailureThatWorkersReportSpins(WorkflowTaskFailedCause cause) {
        assertThat(attemptsInAnHour(taskFailed(cause))).isBetween(300, ATTEMPTS_OF_OTHERS);
    }

    @Test
    void badCommandsAreTriedAFewTimesAnHour() {
        assertThat(attemptsInAnHour(taskCompleted(scheduleActivity("")))).isBetween(30, ATTEMPTS_FOR_CODE);
    }

    @Test
    void signalsDoNotMakeABrokenWorkflowSpin() {
        Stage stage = given(started());
        Instant end = Stage.BEGINNING.plus(HOUR);
        int attempts = 0;
        while (stage.now().isBefore(end)) {
            if (stage.state().task().isStarted()) {
                stage.when(taskFailed());
                attempts++;
            }
            stage.when(later(Duration.ofMillis(500), signal("pay")));
            if (!stage.state().nextDue().isAfter(stage.now())) {
                stage.when(nextIsDue());
            }
        }
        assertThat(attempts).isLessThan(ATTEMPTS_OF_OTHERS);
    }

    private static int attemptsInAnHour(Step failure) {
        Stage stage = given(started());
        Instant end = Stage.BEGINNING.plus(HOUR);
        int attempts = 0;
        while (stage.now().isBefore(end)) {
            Outcome next = stage.when(stage.state().task().isStarted() ? failure : nextIsDue());
            attempts += next.asks(Effect.DispatchWorkflowTask.class);
        }
        return attempts;
    }
}
