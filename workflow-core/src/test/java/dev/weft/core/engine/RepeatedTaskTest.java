package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.taskHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.taskStartReported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskTimedOut;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rules 2.4-11 to 2.4-16: what follows when a workflow task does not lead to progress. */
class RepeatedTaskTest {

    @Test
    void failedTaskIsRepeatedAtOnceWithTheNextAttempt() {
        given(started()).when(taskFailed()).thenAsks(Effect.DispatchWorkflowTask.class, task -> {
            assertThat(task.attempt()).isEqualTo(2);
            assertThat(task.firstEventId()).isEqualTo(1);
        });
    }

    @Test
    void furtherFailuresOfARepeatedTaskLeaveNoEvents() {
        Stage stage = given(started(), taskFailed());
        stage.when(taskFailed()).thenNoEvents();
        stage.when(taskStartReported());
        stage.when(nextIsDue()).thenNoEvents();
    }

    @Test
    void repeatedTaskCarriesItsTwoEventsWithTheIdsThatTheyWillHave() {
        given(started()).when(taskFailed()).thenAsks(Effect.DispatchWorkflowTask.class, task -> {
            assertThat(task.provisional()).extracting(event -> event.eventId()).containsExactly(5L, 6L);
            assertThat(task.scheduledEventId()).isEqualTo(5);
            assertThat(task.startedEventId()).isEqualTo(6);
        });
    }

    @Test
    void eventDuringARepeatedTaskFollowsTheEventsOfTheTask() {
        given(started(), taskFailed(), signal("pay"))
                .when(taskCompleted(startTimer("t", Duration.ofHours(1))))
                .thenEvents(
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class,
                        WorkflowTaskCompleted.class,
                        TimerStarted.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void eventDuringTheDelayOfARepeatedTaskMakesItAFirstAttemptThatIsWrittenDown() {
        given(started(), taskFailed(), taskFailed(), taskFailed(), taskFailed(), signal("pay"))
                .when(nextIsDue())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.attempt())
                        .isEqualTo(1));
    }

    @Test
    void firstThreeFailuresAreRepeatedAtOnceAndLaterOnesAfterAGrowingDelay() {
        Stage stage = given(started(), taskFailed(), taskFailed());
        stage.when(taskFailed()).thenAsks(Effect.DispatchWorkflowTask.class);
        for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            stage.when(taskFailed()).thenState(state -> assertThat(state.nextDue())
                    .isEqualTo(stage.now().plusSeconds(seconds)));
            stage.when(nextIsDue()).thenAsks(Effect.DispatchWorkflowTask.class);
        }
    }

    @Test
    void timedOutTaskOnTheStickyQueueIsNotCountedAsAnAttempt() {
        given(started(), taskCompleted(), signal("pay"), taskStartReported())
                .when(nextIsDue())
                .thenEvent(WorkflowTaskTimedOut.class, event -> assertThat(event.timeoutType())
                        .isEqualTo(TimeoutType.START_TO_CLOSE))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.attempt()).isEqualTo(1);
                    assertThat(task.queue().isSticky()).isFalse();
                });
    }

    @Test
    void taskTimesOutTenSecondsAfterItsStartUnlessTheRunSaysOtherwise() {
        Stage stage = given(started(), taskStartReported());
        assertThat(stage.state().nextDue()).isEqualTo(stage.now().plusSeconds(10));
        Stage other = given(
                started(settings -> settings.withTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30))),
                taskStartReported());
        assertThat(other.state().nextDue()).isEqualTo(other.now().plusSeconds(30));
    }

    @Test
    void taskTimeoutIsAtMostTwoMinutes() {
        Stage stage = given(
                started(settings -> settings.withTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofHours(1))),
                taskStartReported());
        assertThat(stage.state().nextDue()).isEqualTo(stage.now().plusSeconds(120));
    }

    @Test
    void repeatedReportOfAStartChangesNothing() {
        given(started(), taskStartReported())
                .when(later(Duration.ofSeconds(1), taskStartReported()))
                .thenNothingChanges();
    }

    @Test
    void closeOfARepeatedTaskThatMissesEventsCountsAsOneOfTheThreeReruns() {
        Step closing = taskCompleted(complete());
        given(started(), taskFailed(), signal("1"), closing, signal("2"), closing, signal("3"), closing, signal("4"))
                .when(closing)
                .thenEvent(WorkflowExecutionCompleted.class, event -> assertThat(event.unseenSignals())
                        .containsExactly("4"));
    }

    @Test
    void failureBetweenTwoRerunsDoesNotBeginTheCountAnew() {
        Step closing = taskCompleted(complete());
        given(started(), signal("1"), closing, signal("2"), closing, taskFailed(), signal("3"), closing, signal("4"))
                .when(closing)
                .thenEvent(WorkflowExecutionCompleted.class, event -> assertThat(event.unseenSignals())
                        .containsExactly("4"));
    }

    @Test
    void completedTaskBeginsTheCountOfRerunsAnew() {
        Step closing = taskCompleted(complete());
        given(started(), signal("1"), closing, signal("2"), closing, signal("3"), closing, taskCompleted(), signal("4"))
                .when(signal("5"))
                .and()
                .when(closing)
                .thenEvent(WorkflowTaskFailed.class, event -> {});
    }

    @Test
    void workerThatOnlyAsksForMoreTimeLosesItsTaskAfterHalfAnHour() {
        Stage stage = given(started(), taskHeartbeat());
        Instant began = stage.now();
        while (stage.now().isBefore(began.plus(Limits.LONGEST_HEARTBEAT).minusSeconds(8))) {
            stage.when(later(Duration.ofSeconds(8), taskHeartbeat())).thenEvent(WorkflowTaskCompleted.class, e -> {});
        }
        stage.when(later(Duration.ofSeconds(8), taskHeartbeat()))
                .thenEvent(WorkflowTaskTimedOut.class, event -> assertThat(event.timeoutType())
                        .isEqualTo(TimeoutType.START_TO_CLOSE))
                .thenState(state -> assertThat(state.sticky().isBound()).isFalse())
                .thenAsks(
                        Effect.DispatchWorkflowTask.class,
                        task -> assertThat(task.queue().isSticky()).isFalse());
    }

    @Test
    void workerThatDoesSomethingMayGoOnAskingForTime() {
        Duration almost = Limits.LONGEST_HEARTBEAT.minusSeconds(1);
        Stage stage = given(started(), later(almost, taskHeartbeat()));
        stage.when(taskHeartbeat(startTimer("t", Duration.ofHours(9))));
        stage.when(later(almost, taskHeartbeat())).thenEvent(WorkflowTaskCompleted.class, event -> {});
    }

    @Test
    void heartbeatsOfASpeculativeTaskAreBoundedToo() {
        Outcome end = given(started(), taskCompleted(), update("u"), taskHeartbeat())
                .when(later(Limits.LONGEST_HEARTBEAT, taskHeartbeat()));
        end.thenEvent(WorkflowTaskTimedOut.class, event -> {});
        end.thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                .hasSize(1));
    }
}
