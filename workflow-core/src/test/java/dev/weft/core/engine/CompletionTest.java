package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.query;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.STICKY;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskCompletedWithoutCache;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskCancelRequested;
import dev.weft.core.event.ActivityEvent.ActivityTaskCanceled;
import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAccepted;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateCompleted;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.scenario.Stage;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rules 2.4-6, 2.4-7 and 2.4-20: in which order a completion is recorded, and whether there is another task. */
class CompletionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void commandsFollowTheCompletionInTheOrderInWhichTheyWereIssued() {
        given(started(), asked("u", update("u")), taskCompleted())
                .when(taskCompleted(
                        startTimer("t", HOUR),
                        acceptUpdate("u"),
                        scheduleActivity("a"),
                        completeUpdate("u"),
                        complete()))
                .thenEvents(
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class,
                        WorkflowTaskCompleted.class,
                        TimerStarted.class,
                        WorkflowExecutionUpdateAccepted.class,
                        ActivityTaskScheduled.class,
                        WorkflowExecutionUpdateCompleted.class,
                        WorkflowExecutionCompleted.class)
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void eachCommandNamesTheCompletionThatItCameWith() {
        given(started()).when(taskCompleted(startTimer("t", HOUR))).thenEvent(TimerStarted.class, event -> assertThat(
                        event.workflowTaskCompletedEventId())
                .isEqualTo(4));
    }

    @Test
    void completionThatNamesNoWorkerEndsStickiness() {
        given(started(), taskCompleted())
                .when(signal("pay"))
                .thenState(state -> assertThat(state.sticky().stickyId()).isEqualTo(STICKY))
                .and()
                .when(taskCompletedWithoutCache())
                .thenState(state -> assertThat(state.sticky().isBound()).isFalse());
    }

    @Test
    void completionWithNothingToFollowLeavesNoTaskBehind() {
        given(started()).when(taskCompleted()).thenEvents(WorkflowTaskCompleted.class);
    }

    @Test
    void cancellationOfAWaitingActivityAsksForAnotherTask() {
        given(started(), taskCompleted(scheduleActivity("a")), signal("stop"))
                .when(taskCompleted(cancelActivity(5)))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ActivityTaskCancelRequested.class,
                        ActivityTaskCanceled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void updateThatCameMeanwhileGoesOutWithASpeculativeTask() {
        given(started(), update("u"))
                .when(taskCompleted())
                .thenEvents(WorkflowTaskCompleted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.speculative())
                        .isTrue());
    }

    @Test
    void updateThatCameMeanwhileRidesOnTheTaskThatAnEventCallsFor() {
        given(started(), update("u"), signal("pay"))
                .when(taskCompleted())
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.speculative()).isFalse();
                    assertThat(task.updates()).hasSize(1);
                });
    }

    @Test
    void queriesAreReleasedWhenTheTaskEndsAndNoOtherFollows() {
        given(started(), asked("", query("state")))
                .when(taskCompleted())
                .thenAsks(Effect.DispatchQuery.class, task -> {});
    }

    @Test
    void completionOfAnotherAttemptIsStale() {
        stale(complete -> new WorkerRequest.CompleteWorkflowTask(
                complete.runId(),
                complete.scheduledEventId(),
                complete.attempt() + 1,
                complete.startedTime(),
                complete.identity(),
                complete.commands(),
                complete.rejectedUpdates(),
                complete.stickyId(),
                complete.stickyScheduleToStart(),
                complete.heartbeat(),
                complete.sdkName(),
                complete.sdkVersion(),
                complete.sdkFlags()));
    }

    @Test
    void completionOfAFailedAttemptIsStale() {
        Stage stage = given(started());
        var late = taskCompleted(complete()).of(stage);
        stage.when(taskFailed());
        stage.when(ignored -> late).thenNothingChanges().thenReply(Reply.Rejected.class);
    }

    private static void stale(UnaryOperator<WorkerRequest.CompleteWorkflowTask> change) {
        given(started())
                .when(stage -> {
                    Request request = taskCompleted().of(stage);
                    return new Request(
                            request.key(), "", ReplyTo.NOBODY, change.apply((WorkerRequest.CompleteWorkflowTask)
                                    request.body()));
                })
                .thenNothingChanges()
                .thenReply(Reply.Rejected.class);
    }
}
