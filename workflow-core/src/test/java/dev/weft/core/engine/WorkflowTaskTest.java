package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.cancelTimer;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.fail;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.STICKY;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.stickyUnavailable;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskCompletedWithoutCache;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.taskHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.taskStartReported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.TimerEvent.TimerCanceled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCanceled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskTimedOut;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowTaskTest {

    @Test
    void completionIsRecordedOnce() {
        Stage stage = given(started());
        Step completion = replay(stage, taskCompleted());
        stage.when(completion).thenEvents(WorkflowTaskCompleted.class);
        stage.when(completion).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    @Test
    void nextTaskGoesToTheWorkerThatKeepsTheExecution() {
        given(started(), taskCompleted()).when(signal("pay")).thenAsks(Effect.DispatchWorkflowTask.class, task -> {
            assertThat(task.queue().stickyId()).isEqualTo(STICKY);
            assertThat(task.firstEventId()).isEqualTo(4);
        });
    }

    @Test
    void nextTaskGoesToTheNormalQueueWhenNobodyKeepsTheExecution() {
        given(started(), taskCompletedWithoutCache())
                .when(signal("pay"))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.queue().isSticky()).isFalse();
                    assertThat(task.firstEventId()).isEqualTo(1);
                });
    }

    @Test
    void stickyTaskMovesToTheNormalQueueWhenItsWorkerIsGone() {
        given(started(), taskCompleted(), signal("pay"))
                .when(stickyUnavailable())
                .thenNoEvents()
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.queue().isSticky()).isFalse();
                    assertThat(task.firstEventId()).isEqualTo(1);
                });
    }

    @Test
    void stickyTaskThatNobodyTakesTimesOutAndGoesToTheNormalQueueAsFirstAttempt() {
        given(started(), taskCompleted(), signal("pay"))
                .when(nextIsDue())
                .thenEvents(WorkflowTaskTimedOut.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenEvent(WorkflowTaskTimedOut.class, event -> assertThat(event.timeoutType())
                        .isEqualTo(TimeoutType.SCHEDULE_TO_START))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.queue().isSticky()).isFalse();
                    assertThat(task.attempt()).isEqualTo(1);
                });
    }

    @Test
    void taskOnNormalQueueWaitsForAWorkerWithoutEnd() {
        given(started()).when(describe()).thenState(state -> assertThat(state.nextDeadline())
                .isEmpty());
    }

    @Test
    void taskWhoseStartWasReportedTimesOut() {
        given(started(), taskStartReported())
                .when(nextIsDue())
                .thenEvents(WorkflowTaskTimedOut.class)
                .thenEvent(WorkflowTaskTimedOut.class, event -> assertThat(event.timeoutType())
                        .isEqualTo(TimeoutType.START_TO_CLOSE))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.attempt())
                        .isEqualTo(2));
    }

    @Test
    void repeatedAttemptIsWrittenOnlyWhenItSucceeds() {
        given(started())
                .when(taskFailed())
                .thenEvents(WorkflowTaskFailed.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.attempt()).isEqualTo(2);
                    assertThat(task.provisional()).hasSize(2);
                })
                .and()
                .when(taskFailed())
                .thenNoEvents()
                .and()
                .when(taskCompleted())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class, WorkflowTaskCompleted.class)
                .thenEvent(WorkflowTaskScheduled.class, event -> assertThat(event.attempt())
                        .isEqualTo(3));
    }

    @Test
    void newEventMakesTheNextAttemptAFirstOne() {
        given(started(), taskFailed(), signal("pay"))
                .when(taskFailed())
                .thenEvents(WorkflowExecutionSignaled.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.attempt())
                        .isEqualTo(1));
    }

    @Test
    void failureOfAStickyTaskIsNotCountedAndEndsStickiness() {
        given(started(), taskCompleted(), signal("pay"))
                .when(taskFailed(WorkflowTaskFailedCause.RESET_STICKY_TASK_QUEUE))
                .thenEvents(WorkflowTaskFailed.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.queue().isSticky()).isFalse();
                    assertThat(task.attempt()).isEqualTo(1);
                });
    }

    @Test
    void workflowWhoseTasksKeepFailingIsStuckUntilOneSucceeds() {
        given(started(), taskFailed())
                .when(taskFailed())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK))
                .and()
                .when(taskCompleted())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING));
    }

    @Test
    void nonDeterminismIsStuckAtOnce() {
        given(started())
                .when(taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK))
                .and()
                .when(describe())
                .thenReply(Reply.Described.class, reply -> assertThat(
                                reply.description().problem().cause())
                        .isEqualTo("NON_DETERMINISTIC_ERROR"));
    }

    @Test
    void laterAttemptsWait() {
        given(started(), taskFailed(), taskFailed(), taskFailed())
                .when(taskFailed())
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(nextIsDue())
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.attempt())
                        .isEqualTo(5));
    }

    @Test
    void closingWithUnseenSignalIsRerun() {
        given(started(), signal("pay"))
                .when(taskCompleted(complete()))
                .thenEvents(
                        WorkflowTaskFailed.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class)
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                        .isEqualTo(WorkflowTaskFailedCause.UNHANDLED_COMMAND));
    }

    @Test
    void afterThreeRerunsTheCloseWins() {
        Step closing = taskCompleted(complete());
        given(started(), signal("1"), closing, signal("2"), closing, signal("3"), closing, signal("4"))
                .when(closing)
                .thenEvents(
                        WorkflowTaskCompleted.class, WorkflowExecutionSignaled.class, WorkflowExecutionCompleted.class);
    }

    @ParameterizedTest
    @MethodSource("closings")
    void closeThatWinsNamesTheSignalsThatTheWorkflowDidNotSee(Command closing) {
        Step rerun = taskCompleted(closing);
        Stage stage = given(started(), signal("1"), rerun, signal("2"), rerun, signal("3"), rerun, cancel());
        Outcome end = stage.when(signal("4")).and().when(signal("5")).and().when(rerun);
        assertThat(unseenSignals(end)).containsExactly("4", "5");
    }

    static Stream<Command> closings() {
        return Stream.of(complete(), fail(), new Command.CancelWorkflow(List.of()));
    }

    private static List<String> unseenSignals(Outcome end) {
        return end.events()
                .map(HistoryEvent::attributes)
                .<List<String>>mapMulti((event, names) -> {
                    switch (event) {
                        case WorkflowExecutionCompleted completed -> names.accept(completed.unseenSignals());
                        case WorkflowExecutionFailed failed -> names.accept(failed.unseenSignals());
                        case WorkflowExecutionCanceled canceled -> names.accept(canceled.unseenSignals());
                        default -> {
                            // Not the end.
                        }
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void closeWithNothingBufferedNamesNoSignals() {
        given(started(), signal("1"), taskCompleted())
                .when(taskCompleted(complete()))
                .thenEvent(WorkflowExecutionCompleted.class, event -> assertThat(event.unseenSignals())
                        .isEmpty());
    }

    @Test
    void cancellingTheTimerThatFiredInTheBufferClearsTheWayToClose() {
        given(started(), taskCompleted(startTimer("t", Duration.ofSeconds(3))), signal("pay"), nextIsDue())
                .when(taskCompleted(cancelTimer("t"), complete()))
                .thenEvents(WorkflowTaskCompleted.class, TimerCanceled.class, WorkflowExecutionCompleted.class)
                .thenChange(InternalChange.BufferedTimerDropped.class);
    }

    @Test
    void heartbeatAsksForOneMoreTask() {
        given(started())
                .when(taskHeartbeat())
                .thenEvents(WorkflowTaskCompleted.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void reportOfAnEarlierRunIsStale() {
        Stage stage = given(started());
        Step completion = replay(stage, taskCompleted());
        stage.when(terminate());
        stage.when(completion).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    /** The request as it is made now, to be sent later or twice. */
    private static Step replay(Stage stage, Step step) {
        var request = step.of(stage);
        return ignored -> request;
    }
}
