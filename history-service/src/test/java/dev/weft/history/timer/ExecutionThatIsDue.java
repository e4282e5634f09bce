package dev.weft.history.timer;

import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.state.ExecutionState;
import dev.weft.history.Requests;
import dev.weft.history.engine.LiveExecution;
import java.time.Duration;
import java.time.Instant;

/** An execution whose run times out at a time of the test's choosing. */
final class ExecutionThatIsDue {
    private static final Instant STARTED = Instant.EPOCH.plus(Duration.ofDays(19_000));

    private final ExecutionKey key;
    private LiveExecution live;

    ExecutionThatIsDue(ExecutionKey key) {
        this.key = key;
        this.live = new LiveExecution(ExecutionState.none(key));
    }

    ExecutionThatIsDue dueAt(long millis) {
        Duration timeout =
                millis == LiveExecution.NEVER ? Duration.ZERO : Duration.between(STARTED, Instant.ofEpochMilli(millis));
        LoggedRequest start = new LoggedRequest(
                Requests.startWithRunTimeout(key.workflowId(), timeout), new LogPosition(0, 0, STARTED));
        live = new LiveExecution(
                WorkflowStateMachine.handle(ExecutionState.none(key), start).state());
        return this;
    }

    LiveExecution live() {
        return live;
    }
}
