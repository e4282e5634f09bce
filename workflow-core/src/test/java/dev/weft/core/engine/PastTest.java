package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.settings;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAgain;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Runs as they were: states, queries and descriptions that come from history. */
class PastTest {
    private static final Step SECOND_RUN =
            startedAgain("run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.FAIL);

    /** 1 Started, 2 to 4 task, 5 ActivityTaskScheduled, 6 TimerStarted, 7 and 8 its ends, 9 and 10 the task for it. */
    private static Stage activityDone() {
        return given(
                started(),
                taskCompleted(scheduleActivity("a"), startTimer("t", Duration.ofHours(1))),
                activityFailed("a"),
                nextIsDue(),
                activityCompleted("a"));
    }

    @Test
    void stateAsOfAnEventHasWhatWasPendingThen() {
        activityDone()
                .when(stateAt("", 5))
                .thenNothingChanges()
                .thenReply(Reply.Described.class, describes(description -> {
                    assertThat(description.historyLength()).isEqualTo(5);
                    assertThat(description.pendingActivities()).hasSize(1);
                    assertThat(description.pendingTimers()).isEmpty();
                }))
                .and()
                .when(stateAt("", 8))
                .thenReply(Reply.Described.class, describes(description -> {
                    assertThat(description.pendingActivities()).isEmpty();
                    assertThat(description.pendingTimers()).hasSize(1);
                    assertThat(description.pendingWorkflowTask().scheduledEventId())
                            .isZero();
                }));
    }

    @Test
    void stateAsOfAnEventLacksWhatHistoryDoesNotDetermine() {
        activityDone().when(stateAt("", 6)).thenReply(Reply.Described.class, describes(description -> assertThat(
                        description.pendingActivities())
                .first()
                .satisfies(activity -> {
                    assertThat(activity.attempt()).isEqualTo(1);
                    assertThat(activity.lastFailure().isNone()).isTrue();
                })));
    }

    @Test
    void stateAsOfNoEventIsTheStateNow() {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a")), activityFailed("a"));
        ExecutionDescription now = described(stage.when(describe()));

        assertThat(described(stage.when(stateAt("", 0)))).isEqualTo(now);
        assertThat(now.pendingActivities().getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void stateAsOfAnEventThatIsNotInHistoryIsRefused() {
        Stage stage = given(started());

        stage.when(stateAt("", -1)).thenRejected(RejectionReason.EVENT_NOT_FOUND);
        stage.when(stateAt("", 4))
                .thenRejected(RejectionReason.EVENT_NOT_FOUND)
                .thenReply(Reply.Rejected.class, refused -> assertThat(refused.message())
                        .isEqualTo("Expected an event between 1 and 3, but got 4"));
        stage.when(stateAt("", 3)).thenReply(Reply.Described.class);
    }

    @Test
    void stateOfAnUnknownRunIsNotFound() {
        given(started()).when(stateAt("run-9", 1)).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        given().when(stateAt("", 1)).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void stateOfAFormerRunIsReadAsOfAnyOfItsEvents() {
        Stage stage = given(started(), taskCompleted(complete()), SECOND_RUN);

        assertThat(described(stage.when(stateAt(FIRST_RUN, 4))).status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(described(stage.when(stateAt(FIRST_RUN, 5))).status()).isEqualTo(WorkflowStatus.COMPLETED);
        assertThat(described(stage.when(stateAt(FIRST_RUN, 0))).status()).isEqualTo(WorkflowStatus.COMPLETED);
    }

    @Test
    void formerRunIsDescribedAsItEnded() {
        given(started(), taskCompleted(continueAsNew()))
                .when(does(new ClientRequest.DescribeWorkflow(FIRST_RUN)))
                .thenNothingChanges()
                .thenReply(Reply.Described.class, describes(description -> {
                    assertThat(description.runId()).isEqualTo(FIRST_RUN);
                    assertThat(description.status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
                    assertThat(description.closeTime()).isEqualTo(Stage.BEGINNING);
                    assertThat(description.historyLength()).isEqualTo(5);
                }));
    }

    @Test
    void outcomeOfAnUpdateOfAFormerRunIsStillKnown() {
        given(
                        started(),
                        taskCompleted(),
                        asked("u", update("u")),
                        taskCompleted(acceptUpdate("u"), completeUpdate("u"), continueAsNew()))
                .when(does(new ClientRequest.PollUpdate(FIRST_RUN, "u", true)))
                .thenReply(Reply.UpdateProgress.class, progress -> {
                    assertThat(progress.runId()).isEqualTo(FIRST_RUN);
                    assertThat(progress.stage()).isEqualTo(UpdateStage.COMPLETED);
                    assertThat(progress.result()).isEqualTo(Payload.json("3"));
                })
                .and()
                .when(does(new ClientRequest.PollUpdate(FIRST_RUN, "other", true)))
                .thenRejected(RejectionReason.UPDATE_NOT_FOUND);
    }

    @Test
    void queryAsOfAnEventSeesTheTaskThatWasCompletedByThenWithAllItAskedFor() {
        Stage stage = activityDone();
        for (long at = 4; at <= 10; at++) {
            stage.when(queryAt("", at)).thenNothingChanges().thenAsks(Effect.DispatchQuery.class, query -> {
                assertThat(query.historical()).isTrue();
                assertThat(query.lastEventId()).isEqualTo(6);
                assertThat(query.queue().isSticky()).isFalse();
                assertThat(query.replyTo()).isEqualTo(ASKER);
            });
        }
    }

    @Test
    void queryAsOfAnEventBeforeTheFirstCompletedTaskIsNotPossible() {
        activityDone().when(queryAt("", 3)).thenRejected(RejectionReason.QUERY_NOT_POSSIBLE);
        given(started(), terminate()).when(queryAt("", 5)).thenRejected(RejectionReason.QUERY_NOT_POSSIBLE);
    }

    @Test
    void queryAsOfAnEventThatIsNotInHistoryIsRefused() {
        activityDone().when(queryAt("", 11)).thenRejected(RejectionReason.EVENT_NOT_FOUND);
        activityDone().when(queryAt("", -1)).thenRejected(RejectionReason.EVENT_NOT_FOUND);
        activityDone().when(queryAt("run-9", 4)).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void queryAsOfAnEventIsAllowedWhileTheRunIsStuck() {
        given(started(), taskCompleted(), signal("pay"), taskFailed(), taskFailed(), taskFailed())
                .when(queryAt("", 4))
                .thenAsks(Effect.DispatchQuery.class);
    }

    @Test
    void queryAsOfAnEventIsAllowedWhileTheRunIsPaused() {
        given(started(), taskCompleted(), paused()).when(queryAt("", 4)).thenAsks(Effect.DispatchQuery.class);
    }

    @Test
    void queryAsOfAnEventDoesNotWaitForTheTaskUnderWay() {
        given(started(), taskCompleted(), signal("pay"))
                .when(queryAt("", 7))
                .thenAsks(Effect.DispatchQuery.class, query -> assertThat(query.lastEventId())
                        .isEqualTo(4));
    }

    @Test
    void stateAsOfAnEventTellsWhetherTheRunWasPausedThen() {
        Stage stage = given(started(), taskCompleted(), paused());

        assertThat(described(stage.when(stateAt("", 4))).status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(described(stage.when(stateAt("", 5))).status()).isEqualTo(WorkflowStatus.PAUSED);
    }

    @Test
    void closeThatWonOverNewsBelongsToWhatItsTaskAskedFor() {
        Stage stage = given(started());
        for (int rerun = 0; rerun <= 3; rerun++) {
            stage.when(signal("late"));
            stage.when(taskCompleted(complete()));
        }
        long last = stage.state().nextEventId() - 1;
        assertThat(stage.state().status()).isEqualTo(WorkflowStatus.COMPLETED);

        stage.when(queryAt("", last - 1)).thenAsks(Effect.DispatchQuery.class, query -> assertThat(query.lastEventId())
                .isEqualTo(last));
    }

    @Test
    void queryOfAFormerRunIsAnsweredAsItEnded() {
        given(started(), taskCompleted(complete()), SECOND_RUN)
                .when(queryAt(FIRST_RUN, 0))
                .thenAsks(Effect.DispatchQuery.class, query -> {
                    assertThat(query.runId()).isEqualTo(FIRST_RUN);
                    assertThat(query.historical()).isTrue();
                    assertThat(query.lastEventId()).isEqualTo(5);
                    assertThat(query.queue().taskQueue()).isEqualTo(settings().taskQueue());
                });
    }

    private static Step stateAt(String runId, long eventId) {
        return does(new ClientRequest.ReadState(runId, eventId));
    }

    private static Step queryAt(String runId, long eventId) {
        return asked("", does(new ClientRequest.QueryWorkflow(runId, "total", List.of(), eventId)));
    }

    private static ExecutionDescription described(Outcome outcome) {
        ExecutionDescription[] found = new ExecutionDescription[1];
        outcome.thenReply(Reply.Described.class, reply -> found[0] = reply.description());
        return found[0];
    }

    private static Consumer<Reply.Described> describes(Consumer<ExecutionDescription> says) {
        return reply -> says.accept(reply.description());
    }
}
