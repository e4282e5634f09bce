package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.cancelTimer;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.BEGINNING;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.TimerEvent.TimerCanceled;
import dev.weft.core.event.TimerEvent.TimerFired;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.request.EngineRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void startedTimerIsDueAfterItsTime() {
        given(started())
                .when(taskCompleted(startTimer("t", HOUR)))
                .thenEvents(WorkflowTaskCompleted.class, TimerStarted.class)
                .thenState(state -> assertThat(state.nextDue()).isEqualTo(BEGINNING.plus(HOUR)));
    }

    @Test
    void dueTimerFires() {
        given(started(), taskCompleted(startTimer("t", HOUR)))
                .when(nextIsDue())
                .thenEvents(TimerFired.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void timerThatIsNotDueDoesNotFire() {
        given(started(), taskCompleted(startTimer("t", HOUR)))
                .when(does(new EngineRequest.TimerDue(BEGINNING.plusSeconds(1))))
                .thenNothingChanges();
    }

    @Test
    void repeatedTimerFiresOnce() {
        given(started(), taskCompleted(startTimer("t", HOUR)), nextIsDue())
                .when(does(new EngineRequest.TimerDue(BEGINNING.plus(HOUR))))
                .thenNothingChanges();
    }

    @Test
    void timersThatAreDueTogetherFireTogether() {
        given(started(), taskCompleted(startTimer("t", HOUR), startTimer("u", HOUR)))
                .when(nextIsDue())
                .thenEvents(TimerFired.class, TimerFired.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void canceledTimerIsNotDueAnyMore() {
        given(started(), taskCompleted(startTimer("t", HOUR)), signal("wake"))
                .when(taskCompleted(cancelTimer("t")))
                .thenEvents(WorkflowTaskCompleted.class, TimerCanceled.class)
                .thenState(state -> assertThat(state.nextDeadline()).isEmpty());
    }

    @Test
    void cancellingTimerThatFiredInTheBufferRemovesTheFiring() {
        given(started(), taskCompleted(startTimer("t", Duration.ofSeconds(1))), signal("wake"), nextIsDue())
                .when(taskCompleted(cancelTimer("t")))
                .thenEvents(WorkflowTaskCompleted.class, TimerCanceled.class)
                .thenState(state -> assertThat(state.buffer()).isEmpty());
    }

    @Test
    void timerMayBeStartedAndCanceledAtOnce() {
        given(started())
                .when(taskCompleted(startTimer("t", HOUR), cancelTimer("t")))
                .thenEvents(WorkflowTaskCompleted.class, TimerStarted.class, TimerCanceled.class);
    }

    @Test
    void timerOfNothingFiresAtOnce() {
        given(started(), taskCompleted(startTimer("t", Duration.ZERO)))
                .when(nextIsDue())
                .thenEvents(TimerFired.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }
}
