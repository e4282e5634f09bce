package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAfter;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.checkpoint;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.LAST_TASK;
import static dev.weft.core.scenario.OperatorSteps.RESET_RUN;
import static dev.weft.core.scenario.OperatorSteps.event;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.scenario.OperatorSteps;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a history may be cut (rule 2.8-1). */
class ResetPointTest {

    /** 1 Started, 2-4 task, 5 activity, 6 Signaled, 7-9 task, 10 activity, 11 Signaled, 12-13 task under way. */
    private static Stage twoTasksDone() {
        return given(
                started(),
                taskCompleted(scheduleActivity("a")),
                signal("one"),
                taskCompleted(scheduleActivity("b")),
                signal("two"));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 8, 9, 13})
    void resetToAnEventTakesTheEndOfATaskOrItsStart(long eventId) {
        twoTasksDone().when(reset(event(eventId))).thenReply(Reply.ResetDone.class, done -> {
            assertThat(done.baseRunId()).isEqualTo("run-1");
            assertThat(done.runId()).isEqualTo(RESET_RUN);
            assertThat(done.resetEventId()).isEqualTo(eventId);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 2, 5, 6, 7, 10, 11, 12, 14, 100})
    void resetToAnyOtherEventIsRejected(long eventId) {
        twoTasksDone().when(reset(event(eventId))).thenRejected(RejectionReason.INVALID);
    }

    @Test
    void rejectionNamesTheNearestPossibleEvents() {
        assertThat(refusal(twoTasksDone(), event(6)))
                .contains("event 6 to be the end of a workflow task, but it is WorkflowExecutionSignaled")
                .contains("the nearest are 4 and 9");
        assertThat(refusal(twoTasksDone(), event(20)))
                .contains("but history ends with event 13")
                .contains("the nearest are 9");
    }

    @Test
    void failedTaskIsAPointToo() {
        given(started(), taskFailed()).when(reset(event(4))).thenReply(Reply.ResetDone.class);
    }

    @Test
    void resetToTheFirstTaskKeepsTheStartOnly() {
        Stage stage = twoTasksDone();
        stage.when(reset(FIRST_TASK)).thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                .isEqualTo(4));
        assertThat(stage.eventTypes(RESET_RUN))
                .containsExactly(
                        "WorkflowExecutionStarted",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted",
                        "WorkflowTaskFailed",
                        "WorkflowExecutionSignaled",
                        "WorkflowExecutionSignaled",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted");
    }

    @Test
    void firstTaskMayStillBeUnderWay() {
        Stage stage = given(started());
        stage.when(reset(FIRST_TASK)).thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                .isEqualTo(4));
        assertThat(stage.eventTypes("run-1")).endsWith("WorkflowTaskFailed", "WorkflowExecutionTerminated");
    }

    @Test
    void resetToTheLastTaskKeepsWhatCameBeforeItsEnd() {
        Stage stage = twoTasksDone();
        stage.when(reset(LAST_TASK)).thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                .isEqualTo(9));
        assertThat(stage.eventTypes(RESET_RUN))
                .containsExactly(
                        "WorkflowExecutionStarted",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted",
                        "WorkflowTaskCompleted",
                        "ActivityTaskScheduled",
                        "WorkflowExecutionSignaled",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted",
                        "WorkflowTaskFailed",
                        "WorkflowExecutionSignaled",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted");
    }

    @Test
    void resetToTheLastTaskNeedsACompletedOne() {
        given(started(), taskFailed()).when(reset(LAST_TASK)).thenRejected(RejectionReason.INVALID);
    }

    @Test
    void resetOfARunWithoutATaskIsRejected() {
        given(startedAfter(Duration.ofMinutes(1))).when(reset(FIRST_TASK)).thenRejected(RejectionReason.INVALID);
    }

    @Test
    void resetToACheckpointKeepsTheTaskThatSetIt() {
        Stage stage = given(started(), taskCompleted(checkpoint("paid")), signal("go"), taskCompleted(complete()));
        stage.when(reset(OperatorSteps.checkpoint("paid")))
                .thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                        .isEqualTo(9));
        assertThat(stage.eventTypes(RESET_RUN).subList(3, 9))
                .containsExactly(
                        "WorkflowTaskCompleted",
                        "MarkerRecorded",
                        "WorkflowExecutionSignaled",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted",
                        "WorkflowTaskFailed");
    }

    @Test
    void newestCheckpointOfANameCounts() {
        given(
                        started(),
                        taskCompleted(checkpoint("step")),
                        signal("one"),
                        taskCompleted(checkpoint("step")),
                        signal("two"),
                        taskCompleted())
                .when(reset(OperatorSteps.checkpoint("step")))
                .thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                        .isEqualTo(14));
    }

    @Test
    void checkpointMayBeTakenWhileItsNextTaskIsUnderWay() {
        given(started(), taskCompleted(checkpoint("paid")), signal("go"))
                .when(reset(OperatorSteps.checkpoint("paid")))
                .thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                        .isEqualTo(9));
    }

    @Test
    void taskThatSetACheckpointAndClosedTheRunIsDoneAgain() {
        Stage stage = given(started(), taskCompleted(checkpoint("done"), complete()));
        stage.when(reset(OperatorSteps.checkpoint("done")))
                .thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                        .isEqualTo(4));
        assertThat(stage.eventTypes(RESET_RUN).subList(2, 6))
                .containsExactly(
                        "WorkflowTaskStarted", "WorkflowTaskFailed", "WorkflowTaskScheduled", "WorkflowTaskStarted");
    }

    @Test
    void checkpointWithoutATaskAfterItKeepsEverythingButTheClose() {
        Stage stage = given(started(), taskCompleted(checkpoint("done")), terminate());
        stage.when(reset(OperatorSteps.checkpoint("done")))
                .thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                        .isEqualTo(6));
        assertThat(stage.eventTypes(RESET_RUN).subList(4, 10))
                .containsExactly(
                        "MarkerRecorded",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted",
                        "WorkflowTaskFailed",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted");
    }

    @Test
    void unknownCheckpointIsRejectedWithTheNamesThereAre() {
        Stage stage = given(started(), taskCompleted(checkpoint("paid"), checkpoint("a\\u0062\\n")));
        assertThat(refusal(stage, OperatorSteps.checkpoint("shipped")))
                .contains("Expected a checkpoint 'shipped', but there are only paid, ab\n");
        assertThat(refusal(given(started()), OperatorSteps.checkpoint("shipped")))
                .contains("but the workflow has set none");
    }

    @Test
    void markersOfOtherKindsAreNoCheckpoints() {
        Payload name = Payload.json("\"paid\"");
        given(started(), taskCompleted(new Command.RecordMarker("other", Map.of("name", List.of(name)), Failure.NONE)))
                .when(reset(OperatorSteps.checkpoint("paid")))
                .thenRejected(RejectionReason.INVALID);
    }

    private static String refusal(Stage stage, ResetPoint point) {
        Outcome outcome = stage.when(reset(point)).thenRejected(RejectionReason.INVALID);
        StringBuilder message = new StringBuilder();
        outcome.thenReply(Reply.Rejected.class, rejected -> message.append(rejected.message()));
        return message.toString();
    }
}
