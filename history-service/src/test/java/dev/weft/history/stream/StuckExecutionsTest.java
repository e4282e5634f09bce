package dev.weft.history.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.model.Failure;
import dev.weft.core.model.LogPosition;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.QueueName;
import dev.weft.history.Requests;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StuckExecutionsTest {
    private static final QueueName QUEUE = new QueueName("default", Requests.QUEUE, "");

    private final AtomicInteger count = new AtomicInteger();
    private final StuckExecutions stuck = new StuckExecutions(2, count::addAndGet);

    @Test
    void executionIsCountedOnceHoweverOftenItIsSeen() {
        stuck.see(broken("a"));
        stuck.see(broken("a"));

        assertThat(stuck.of(QUEUE)).containsExactly(Requests.key("a"));
        assertThat(count).hasValue(1);
    }

    @Test
    void executionThatGoesOnIsForgotten() {
        stuck.see(broken("a"));
        stuck.see(ExecutionState.none(Requests.key("a")));

        assertThat(stuck.of(QUEUE)).isEmpty();
        assertThat(count).hasValue(0);
    }

    @Test
    void nothingIsCompleteBeforeAllWereSeen() {
        assertThat(stuck.isComplete()).isFalse();
        stuck.walked();
        assertThat(stuck.isComplete()).isTrue();
    }

    @Test
    void moreThanFitAreKnownToBeMissing() {
        stuck.walked();
        stuck.see(broken("a"));
        stuck.see(broken("b"));
        assertThat(stuck.isComplete()).isTrue();

        stuck.see(broken("c"));

        assertThat(stuck.isComplete()).isFalse();
        assertThat(stuck.of(QUEUE)).hasSize(2);
    }

    private static ExecutionState broken(String workflowId) {
        ExecutionState started = after(ExecutionState.none(Requests.key(workflowId)), Requests.start(workflowId));
        return after(
                started,
                Request.of(
                        started.key(),
                        new WorkerRequest.FailWorkflowTask(
                                started.runId(),
                                started.task().scheduledEventId(),
                                started.task().attempt(),
                                WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR,
                                Failure.NONE,
                                "worker")));
    }

    private static ExecutionState after(ExecutionState state, Request request) {
        return WorkflowStateMachine.handle(state, new LoggedRequest(request, new LogPosition(0, 0, Instant.EPOCH)))
                .state();
    }
}
