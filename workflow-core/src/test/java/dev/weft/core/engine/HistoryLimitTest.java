package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.historyLimitSet;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.resumed;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAfter;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.workerArrived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.scenario.ClientSteps;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryLimitTest {
    /** A run whose next workflow task would come after the limit. */
    private static Stage longRun() {
        return given(started(), historyLimitSet(4, 0), taskCompleted());
    }

    @Test
    void runOf51200EventsGetsNoMoreWorkflowTasks() {
        Stage stage = given(started(), taskCompleted(), paused());
        while (stage.state().history().length() < Limits.HISTORY_EVENTS) {
            stage.when(signal("pay"));
        }
        stage.when(resumed())
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK));
    }

    @Test
    void runOf50MegabytesGetsNoMoreWorkflowTasks() {
        Stage stage = given(started(), taskCompleted(), paused());
        Payload megabyte = new Payload(Payload.BINARY, Map.of(), new byte[1 << 20]);
        Step large =
                ClientSteps.does(new ClientRequest.SignalWorkflow("", "pay", List.of(megabyte), Map.of(), "client"));
        for (int signals = 0; signals < 50; signals++) {
            stage.when(large);
        }
        stage.when(resumed())
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK));
    }

    @Test
    void runPastTheLimitIsStuckAndSaysWhy() {
        Stage stage = longRun();
        stage.when(signal("pay"))
                .thenEvents(WorkflowExecutionSignaled.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                        .isEqualTo(WorkflowStatus.STUCK));
        stage.when(describe()).thenReply(Reply.Described.class, reply -> {
            assertThat(reply.description().problem().cause()).isEqualTo("HISTORY_LIMIT_EXCEEDED");
            assertThat(reply.description().problem().message()).contains("Expected", ", but");
        });
    }

    @Test
    void nothingThatReachesARunPastTheLimitIsLost() {
        Stage stage = longRun();
        stage.when(update("u"));
        stage.when(signal("1")).thenReply(Reply.Accepted.class);
        stage.when(signal("2")).thenEvents(WorkflowExecutionSignaled.class).thenReply(Reply.Accepted.class);
        stage.when(historyLimitSet(100, 0))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .hasSize(1));
    }

    @Test
    void higherLimitLetsTheRunGoOn() {
        Stage stage = longRun();
        stage.when(signal("pay"));
        stage.when(historyLimitSet(100, 0))
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenReply(Reply.Accepted.class)
                .thenAsks(Effect.PublishStatus.class, told -> assertThat(told.status())
                        .isEqualTo(WorkflowStatus.RUNNING));
    }

    @Test
    void limitThatIsStillTooLowLetsNothingGoOn() {
        Stage stage = longRun();
        stage.when(signal("pay"));
        stage.when(historyLimitSet(5, 0)).thenNoEvents().thenState(state -> assertThat(state.status())
                .isEqualTo(WorkflowStatus.STUCK));
    }

    @Test
    void limitThatIsStillTooLowIsTheOneThatTheProblemNames() {
        Stage stage = longRun();
        stage.when(signal("pay"));
        stage.when(historyLimitSet(5, 0))
                .thenState(state ->
                        assertThat(state.run().problem().message()).contains("less than 5 events", "it has 5 events"));
    }

    @Test
    void limitThatTheNextTaskReachesLetsThatTaskGoOnAndNoOther() {
        Stage stage = longRun();
        stage.when(signal("pay"));
        stage.when(historyLimitSet(6, 0)).thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
        stage.when(taskCompleted()).thenEvents(WorkflowTaskCompleted.class);
        stage.when(signal("again"))
                .thenEvents(WorkflowExecutionSignaled.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK));
    }

    @Test
    void limitOfEventsLeavesTheLimitOfBytes() {
        given(started(), historyLimitSet(0, 1))
                .when(historyLimitSet(100_000, 0))
                .thenState(state -> {
                    assertThat(state.run().historyLimit().bytes()).isEqualTo(1);
                    assertThat(state.run().historyLimit().events()).isEqualTo(100_000);
                });
    }

    @Test
    void repeatedRequestDoesNotSetTheLimitAgain() {
        given(started(), asked("1", historyLimitSet(7, 0)), asked("2", historyLimitSet(9, 0)))
                .when(asked("1", historyLimitSet(7, 0)))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "-1, 100", "0, -1", "5120001, 0", "0, 5368709121"})
    void limitThatMakesNoSenseIsRejected(long events, long bytes) {
        given(started())
                .when(historyLimitSet(events, bytes))
                .thenNothingChanges()
                .thenRejected(RejectionReason.INVALID);
    }

    @Test
    void limitOfAClosedRunIsNotSet() {
        given(started(), terminate()).when(historyLimitSet(100, 0)).thenRejected(RejectionReason.WORKFLOW_CLOSED);
    }

    @Test
    void taskUnderWayAtTheLimitMayEndTheRun() {
        given(started(), historyLimitSet(1, 0))
                .when(taskCompleted(continueAsNew()))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionContinuedAsNew.class,
                        WorkflowExecutionStarted.class)
                .and()
                .when(nextIsDue())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void repetitionThatIsDuePastTheLimitIsHeldAndDueOnce() {
        given(started(), taskFailed(), taskFailed(), taskFailed(), taskFailed(), historyLimitSet(1, 0))
                .when(nextIsDue())
                .thenChange(InternalChange.WorkflowTaskHeld.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.nextDeadline()).isEmpty())
                .and()
                .when(historyLimitSet(100, 0))
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void workerThatArrivesDoesNotLetARunPastTheLimitGoOn() {
        Stage stage = longRun();
        stage.when(signal("pay"));
        stage.when(workerArrived()).thenNothingChanges();
    }

    @Test
    void pausedRunWhoseLimitIsRaisedWaitsForTheResume() {
        Stage stage = longRun();
        stage.when(signal("pay"));
        stage.when(paused());
        stage.when(historyLimitSet(100, 0)).thenAsksNo(Effect.DispatchWorkflowTask.class);
        stage.when(resumed()).thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void startDelayThatEndsPastTheLimitIsHeld() {
        given(startedAfter(Duration.ofMinutes(1)), historyLimitSet(1, 0))
                .when(nextIsDue())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK));
    }

    @Test
    void descriptionWarnsFrom10240EventsOn() {
        Stage stage = given(started(), taskCompleted(), paused());
        stage.when(describe()).thenReply(Reply.Described.class, reply -> assertThat(
                        reply.description().warnings())
                .isEmpty());
        while (stage.state().history().length() < Limits.LONG_HISTORY_EVENTS) {
            stage.when(signal("pay"));
        }
        stage.when(describe()).thenReply(Reply.Described.class, reply -> assertThat(
                        reply.description().warnings())
                .singleElement()
                .asString()
                .contains("10240 events", "continue as new"));
    }

    @Test
    void nextRunHasThePlatformsLimits() {
        given(started(), historyLimitSet(1, 0), taskCompleted(continueAsNew()))
                .when(describe())
                .thenState(
                        state -> assertThat(state.run().historyLimit().events()).isEqualTo(Limits.HISTORY_EVENTS));
    }
}
