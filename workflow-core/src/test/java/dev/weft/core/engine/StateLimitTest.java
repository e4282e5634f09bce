package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.pollUpdate;
import static dev.weft.core.scenario.ClientSteps.settings;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.startRequest;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.FamilySteps.externalAnswered;
import static dev.weft.core.scenario.Large.MEGABYTE;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityReported;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Commands;
import dev.weft.core.scenario.FamilySteps;
import dev.weft.core.scenario.Large;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.RetiredRun;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Feature row 85: what an execution holds at a time is bounded, and everybody who meets the bound is told. */
class StateLimitTest {

    @Test
    void updatesAreRefusedWhenTheStateIsFullAndTakenAgainWhenItHasRoom() {
        Stage stage = full();
        stage.when(asked("u", largeUpdate("u")))
                .thenNothingChanges()
                .thenRejected(RejectionReason.LIMIT_EXCEEDED)
                .thenReply(Reply.Rejected.class, reply -> assertThat(reply.message())
                        .contains("state of workflow 'order-1'"));
        stage.when(externalAnswered(""));
        stage.when(asked("u", largeUpdate("u")))
                .thenState(state -> assertThat(state.updates().containsKey("u")).isTrue());
    }

    @Test
    void queriesAreRefusedWhenTheStateIsFull() {
        full().when(asked("", does(new ClientRequest.QueryWorkflow("", "state", List.of(MEGABYTE), 0))))
                .thenNothingChanges()
                .thenRejected(RejectionReason.LIMIT_EXCEEDED);
    }

    @Test
    void commandsThatDoNotFitFailTheirTaskAndNoneOfThemCounts() {
        Stage stage = full();
        stage.when(taskCompleted(scheduleActivity("b"), signalOther()))
                .thenEvent(WorkflowTaskFailed.class, event -> {
                    assertThat(event.cause()).isEqualTo(WorkflowTaskFailedCause.STATE_LIMIT_EXCEEDED);
                    assertThat(event.failure().message()).contains("Expected", ", but");
                })
                .thenAsksNo(Effect.DispatchActivityTask.class);
        stage.when(taskCompleted(signalOther())).thenState(state -> {
            assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK);
            assertThat(state.activity("b")).isEmpty();
        });
        stage.when(externalAnswered(""));
        stage.when(taskCompleted(signalOther())).thenState(state -> {
            assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING);
            assertThat(state.externals().size()).isEqualTo(4);
        });
    }

    @Test
    void resultThatDoesNotFitBesideWhatIsOwedToOthersFailsItsTask() {
        Stage stage = given(FamilySteps.startedAsChild(), FamilySteps.released());
        stage.when(taskCompleted(fourSignals()));
        stage.when(signal("end"));
        stage.when(taskCompleted(new Command.CompleteWorkflow(MEGABYTE)))
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                        .isEqualTo(WorkflowTaskFailedCause.STATE_LIMIT_EXCEEDED));
    }

    @Test
    void clientsMayEndOrHoldARunWhoseStateIsFull() {
        Stage stage = given(started(), taskCompleted(startChild("c", ParentClosePolicy.TERMINATE)), signal("go on"));
        stage.when(taskCompleted(fourSignals()));
        fillUp(stage);
        stage.when(signal("small")).thenReply(Reply.Accepted.class);
        stage.when(cancel()).thenReply(Reply.Accepted.class);
        stage.when(paused()).thenReply(Reply.Accepted.class);
        stage.when(terminate())
                .thenSends(WorkflowRequest.ApplyParentClose.class, close -> {})
                .thenState(state -> assertThat(state.isOpen()).isFalse());
    }

    @Test
    void childThatDoesNotFitIsRefusedAndItsParentHearsWhy() {
        Stage stage = full();
        stage.when(terminate());
        stage.when(does(new WorkflowRequest.StartChild(
                        new WorkflowRequest.Sender(FamilySteps.OTHER, "other-run", 1),
                        "child-run",
                        settings().withInput(List.of(MEGABYTE)).withRetryPolicy(RetryPolicy.ACTIVITY_DEFAULT),
                        new ParentLink(FamilySteps.OTHER, "other-run", 5, ParentClosePolicy.ABANDON),
                        FamilySteps.OTHER,
                        WorkflowIdReusePolicy.ALLOW_DUPLICATE)))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ChildStartAnswered.class, answer -> assertThat(answer.cause())
                        .isEqualTo("STATE_LIMIT_EXCEEDED"));
    }

    @Test
    void heartbeatOfAFullStateKeepsTheAttemptAliveWithItsFormerDetails() {
        Stage stage = full();
        Payload half = Large.bytes(1 << 19);
        stage.when(heartbeat(List.of(MEGABYTE)))
                .thenReply(Reply.HeartbeatRecorded.class)
                .thenState(state -> {
                    PendingActivity activity = state.activity("a").orElseThrow();
                    assertThat(activity.heartbeatDetails()).isEmpty();
                    assertThat(activity.lastHeartbeatTime()).isEqualTo(stage.now());
                });
        stage.when(externalAnswered(""));
        stage.when(heartbeat(List.of(half)))
                .thenState(state -> assertThat(state.activity("a").orElseThrow().heartbeatDetails())
                        .containsExactly(half));
    }

    @Test
    void stateWithoutRoomKeepsTheLeastOfWhyAnAttemptFailed() {
        Stage stage = full();
        fillUp(stage);
        long before = stage.state().sizeBytes();
        stage.when(activityFailed("a", Large.failure(100_000))).thenState(state -> {
            Failure kept = state.activity("a").orElseThrow().lastFailure();
            assertThat(kept.message()).isEqualTo("it broke");
            assertThat(EncodedSize.of(kept)).isLessThanOrEqualTo(Limits.LEAST_FAILURE_BYTES);
            assertThat(state.sizeBytes()).isLessThanOrEqualTo(before);
        });
    }

    @Test
    void rememberedOutcomesOfUpdatesAreBoundedBySizeAndTheNewestRemains() {
        Stage stage = given(started(), taskCompleted());
        for (String id : List.of("u1", "u2", "u3")) {
            stage.when(update(id));
            stage.when(taskCompleted(
                    acceptUpdate(id), new Command.CompleteUpdate(id, Large.bytes(3 << 18), Failure.NONE)));
        }
        stage.when(pollUpdate("u2")).thenRejected(RejectionReason.UPDATE_NOT_FOUND);
        stage.when(pollUpdate("u3")).thenReply(Reply.UpdateProgress.class);
    }

    @Test
    void updatesThatAreLargeTogetherGoOutWithSeveralTasks() {
        Stage stage = given(started(), taskCompleted(), largeUpdate("u1"));
        stage.when(largeUpdate("u2"));
        stage.when(largeUpdate("u3"));
        stage.when(taskCompleted(acceptUpdate("u1")))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .extracting(Task.UpdateMessage::updateId)
                        .containsExactly("u2"));
        stage.when(taskCompleted(acceptUpdate("u2")))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .extracting(Task.UpdateMessage::updateId)
                        .containsExactly("u3"));
    }

    @Test
    void onlyTheNewestCallersOfAnUpdateAreToldHowItEnds() {
        Stage stage = given(started(), taskCompleted(), update("u"));
        for (int caller = 0; caller <= Limits.UPDATE_WAITERS; caller++) {
            stage.when(asked("", new ReplyTo("frontend", caller), pollUpdate("u")));
        }
        stage.when(taskCompleted(acceptUpdate("u"), Commands.completeUpdate("u")))
                .thenAsksTimes(Effect.SendReply.class, Limits.UPDATE_WAITERS);
    }

    @Test
    void descriptionWarnsOfALargeState() {
        full().when(describe()).thenReply(Reply.Described.class, reply -> assertThat(
                        reply.description().warnings())
                .singleElement()
                .asString()
                .contains("The state has"));
    }

    @Test
    void closedRunsThatAreKeptAreBounded() {
        Stage stage = withAsManyClosedRunsAsAreKept();

        stage.when(taskCompleted(continueAsNew()))
                .thenAsks(Effect.DeleteHistory.class, delete -> assertThat(delete.runId())
                        .isEqualTo("run-1"))
                .thenState(state -> assertThat(state.retired().size()).isEqualTo(Limits.RETIRED_RUNS));
    }

    @Test
    void runThatHasJustClosedIsKeptThoughItsRetentionEndsFirst() {
        Stage stage = withAsManyClosedRunsAsAreKept();
        stage.when(terminate());
        stage.when(does(startRequest("run-short", settings().inheriting("", Duration.ofHours(1)))));

        stage.when(terminate()).thenState(state -> {
            assertThat(state.runId()).isEqualTo("run-short");
            assertThat(state.retired().first()).map(RetiredRun::runId).contains("run-short");
            assertThat(state.retired().size()).isEqualTo(Limits.RETIRED_RUNS);
        });
    }

    private static Stage withAsManyClosedRunsAsAreKept() {
        Stage stage = given(started());
        for (int runs = 0; runs < Limits.RETIRED_RUNS; runs++) {
            stage.when(taskCompleted(continueAsNew()));
            if (!stage.state().task().isStarted()) {
                stage.when(nextIsDue());
            }
        }
        return stage;
    }

    /** A workflow task is under way, and four signals of a megabyte are on their way to another workflow. */
    private static Stage full() {
        Stage stage = given(started(), taskCompleted(fourSignals()));
        stage.when(signal("go on"));
        return stage;
    }

    /** Adds little things until none fits. */
    private static void fillUp(Stage stage) {
        int count = 0;
        for (int bytes = 1 << 19; bytes >= 64; bytes /= 2) {
            stage.when(does(new ClientRequest.UpdateWorkflow(
                    "", "fill-" + count++, "fill", List.of(Large.bytes(bytes)), Map.of(), true, "client")));
        }
    }

    private static Command[] fourSignals() {
        return new Command[] {scheduleActivity("a"), signalOther(), signalOther(), signalOther(), signalOther()};
    }

    private static Command signalOther() {
        return new Command.SignalExternalWorkflow(
                new ExecutionKey("", "other"), "", "s", List.of(MEGABYTE), Map.of(), false);
    }

    private static Step largeUpdate(String updateId) {
        return does(new ClientRequest.UpdateWorkflow("", updateId, "add", List.of(MEGABYTE), Map.of(), true, "client"));
    }

    private static Step heartbeat(List<Payload> details) {
        return activityReported(
                "a",
                (runId, activity, now) -> new WorkerRequest.RecordActivityHeartbeat(
                        runId, activity.scheduledEventId(), activity.attempt(), now, details, "worker"));
    }
}
