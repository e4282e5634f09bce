package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.reportedById;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.once;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityStartReported;
import static dev.weft.core.scenario.WorkerSteps.broken;
import static dev.weft.core.scenario.WorkerSteps.fatal;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskCanceled;
import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskFailed;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2.5-8, feature row 61. */
class ActivityByIdTest {
    private static final ActivityOutcome COMPLETED = new ActivityOutcome.Completed(Payload.json("1"));
    private static final ActivityOutcome FAILED = new ActivityOutcome.Failed(broken());
    private static final ActivityOutcome CANCELED = new ActivityOutcome.Canceled(List.of());
    private static final ActivityOutcome HEARTBEAT = new ActivityOutcome.Heartbeat(List.of(Payload.json("\"half\"")));
    private static final Step SCHEDULED = taskCompleted(scheduleActivity("a"));
    private static final long SCHEDULED_EVENT = 5;

    @Test
    void runningActivityIsCompletedById() {
        given(started(), SCHEDULED, activityStartReported("a"))
                .when(asked("r", reportedById("a", COMPLETED)))
                .thenEvents(
                        ActivityTaskStarted.class,
                        ActivityTaskCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class)
                .thenEvent(ActivityTaskStarted.class, event -> assertThat(event.identity())
                        .isEqualTo("worker"))
                .thenEvent(ActivityTaskCompleted.class, event -> assertThat(event.identity())
                        .isEqualTo("operator"))
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void activityThatHasNotStartedMayBeCompletedById() {
        given(started(), SCHEDULED)
                .when(reportedById("a", COMPLETED))
                .thenEvent(ActivityTaskStarted.class, event -> assertThat(event.identity())
                        .isEqualTo("operator"))
                .thenEvent(ActivityTaskCompleted.class, event -> assertThat(event.startedEventId())
                        .isEqualTo(6));
    }

    @Test
    void completionByIdWhileTheActivityBacksOffCounts() {
        given(started(), SCHEDULED, activityFailed("a"))
                .when(reportedById("a", COMPLETED))
                .thenEvent(ActivityTaskStarted.class, event -> assertThat(event.attempt())
                        .isEqualTo(2))
                .thenEvent(ActivityTaskCompleted.class, event -> assertThat(event.scheduledEventId())
                        .isEqualTo(SCHEDULED_EVENT))
                .thenState(state -> assertThat(state.nextDue())
                        .isEqualTo(state.task().dispatchedTime().plusSeconds(5)));
    }

    @Test
    void workerOfAnActivityThatWasCompletedByIdIsStale() {
        Stage stage = given(started(), SCHEDULED, activityStartReported("a"));
        var late = activityCompleted("a").of(stage);
        stage.when(reportedById("a", COMPLETED));
        stage.when(ignored -> late).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    @Test
    void activityThatFailsByIdIsRetried() {
        given(started(), SCHEDULED)
                .when(reportedById("a", FAILED))
                .thenNoEvents()
                .thenReply(Reply.Accepted.class)
                .and()
                .when(nextIsDue())
                .thenAsks(Effect.DispatchActivityTask.class);
    }

    @Test
    void activityThatFailsByIdForGoodFailsItsWorkflowsCall() {
        given(started(), SCHEDULED)
                .when(reportedById("a", new ActivityOutcome.Failed(fatal())))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.identity())
                        .isEqualTo("operator"));
    }

    @Test
    void activityIsCanceledByIdAfterTheWorkflowAskedForIt() {
        given(started(), SCHEDULED, activityStartReported("a"), signal("stop"), taskCompleted(cancelActivity(5)))
                .when(reportedById("a", CANCELED))
                .thenEvent(ActivityTaskCanceled.class, event -> assertThat(event.cancelRequestedEventId())
                        .isPositive());
    }

    @Test
    void activityIsNotCanceledByIdBeforeTheWorkflowAskedForIt() {
        given(started(), SCHEDULED, activityStartReported("a"))
                .when(reportedById("a", CANCELED))
                .thenNothingChanges()
                .thenRejected(RejectionReason.INVALID);
    }

    @Test
    void heartbeatByIdIsRecordedAndTellsOfTheCancellation() {
        given(started(), SCHEDULED, activityStartReported("a"), signal("stop"), taskCompleted(cancelActivity(5)))
                .when(asked("r", reportedById("a", HEARTBEAT)))
                .thenReply(Reply.HeartbeatRecorded.class, reply -> assertThat(reply.cancelRequested())
                        .isTrue())
                .thenState(state -> assertThat(state.activity("a").orElseThrow().heartbeatDetails())
                        .containsExactly(Payload.json("\"half\"")));
    }

    @Test
    void backingOffActivityHasNoAttemptToFailOrToHeartbeat() {
        Stage stage = given(started(), SCHEDULED, activityFailed("a"));
        stage.when(reportedById("a", FAILED)).thenNothingChanges().thenRejected(RejectionReason.ACTIVITY_NOT_FOUND);
        stage.when(reportedById("a", HEARTBEAT)).thenNothingChanges().thenRejected(RejectionReason.ACTIVITY_NOT_FOUND);
    }

    @Test
    void unknownActivityIsNotFound() {
        given(started(), SCHEDULED)
                .when(reportedById("b", COMPLETED))
                .thenNothingChanges()
                .thenRejected(RejectionReason.ACTIVITY_NOT_FOUND);
    }

    @Test
    void activityWhoseEndWaitsInTheBufferIsNotFoundById() {
        given(started(), SCHEDULED, signal("pay"), activityCompleted("a"))
                .when(reportedById("a", COMPLETED))
                .thenNothingChanges()
                .thenRejected(RejectionReason.ACTIVITY_NOT_FOUND);
    }

    @Test
    void activityOfAnotherRunIsNotFoundById() {
        given(started(), SCHEDULED)
                .when(does(new ClientRequest.ReportActivityById("run-0", "a", COMPLETED, "operator")))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void activityOfClosedRunCannotBeReportedById() {
        given(started(), SCHEDULED, terminate())
                .when(reportedById("a", COMPLETED))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_CLOSED);
    }

    @Test
    void repeatedReportByIdGetsTheFirstAnswerAndCountsOnce() {
        Step failed = asked("r", reportedById("a", FAILED));
        given(started(), SCHEDULED, failed, nextIsDue())
                .when(failed)
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void lastAttemptThatFailsByIdEndsTheActivity() {
        given(started(), taskCompleted(scheduleActivity("a", once(Duration.ofMinutes(1)))))
                .when(reportedById("a", FAILED))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.scheduledEventId())
                        .isEqualTo(SCHEDULED_EVENT));
    }
}
