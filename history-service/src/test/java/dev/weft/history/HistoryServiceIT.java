package dev.weft.history;

import static dev.weft.history.Requests.complete;
import static dev.weft.history.Requests.completeWorkflow;
import static dev.weft.history.Requests.key;
import static dev.weft.history.Requests.scheduleActivity;
import static dev.weft.history.Requests.start;
import static dev.weft.history.Requests.startTimer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.request.Request;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.Task;
import dev.weft.schemas.EventBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker. */
class HistoryServiceIT {
    /** No commit before the service is closed. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration MEDIUM = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(150);

    @TempDir
    private Path directory;

    private Broker broker;

    @BeforeEach
    void startBroker() throws Exception {
        broker = Broker.start(directory.resolve("broker"), 2);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void stateIsWrittenOnceInTheTransactionOfTheHistoryThatLedToIt() {
        try (ServiceOnBroker service = ServiceOnBroker.start(broker, directory.resolve("state"), LONG)) {
            service.append(start("a"));
            Task.WorkflowTask first = (Task.WorkflowTask) service.awaitTask();
            service.append(complete(first, scheduleActivity("charge")));
            service.awaitTask();

            assertThat(service.committedBatches()).isEmpty();
            assertThat(service.committedStates()).isEmpty();
        }
        try (ServiceOnBroker reader = ServiceOnBroker.prepare(broker, directory.resolve("unused"), LONG)) {
            List<ExecutionState> states = reader.committedStates();
            List<EventBatch> batches = reader.committedBatches();

            assertThat(batches).extracting(EventBatch::lastEventId).containsExactly(3L, 5L);
            assertThat(states).singleElement().satisfies(state -> {
                assertThat(state.key()).isEqualTo(key("a"));
                assertThat(state.nextEventId()).isEqualTo(6);
            });
        }
    }

    @Test
    void whatWasNotCommittedIsHandledAgainAfterACrash() {
        ServiceOnBroker crashed = ServiceOnBroker.start(broker, directory.resolve("state"), MEDIUM);
        crashed.append(start("a"));
        Task first = crashed.awaitTask();
        crashed.crash();

        try (ServiceOnBroker successor = ServiceOnBroker.start(broker, directory.resolve("other"), SHORT)) {
            assertThat(successor.awaitTaskOf(key("a"))).isEqualTo(first);
            await().untilAsserted(() -> assertThat(successor.newestStates())
                    .extracting(ExecutionState::key)
                    .containsExactlyInAnyOrder(key("a"), key("fatal")));
            assertThat(successor.committedBatches()).hasSize(2);
        }
    }

    @Test
    void takeoverSendsAgainWhatIsPending() {
        Task pending;
        try (ServiceOnBroker service = ServiceOnBroker.start(broker, directory.resolve("state"), SHORT)) {
            service.append(start("a"));
            Task.WorkflowTask first = (Task.WorkflowTask) service.awaitTask();
            service.append(complete(first, scheduleActivity("charge")));
            pending = service.awaitTask();
        }
        try (ServiceOnBroker successor = ServiceOnBroker.start(broker, directory.resolve("other"), SHORT)) {
            assertThat(successor.awaitTask()).isEqualTo(pending);
        }
    }

    @Test
    void timerOfATakenOverExecutionFires() {
        try (ServiceOnBroker service = ServiceOnBroker.start(broker, directory.resolve("state"), SHORT)) {
            service.append(start("a"));
            Task.WorkflowTask first = (Task.WorkflowTask) service.awaitTask();
            service.append(complete(first, startTimer("t", Duration.ofSeconds(2))));
            await().untilAsserted(() -> assertThat(service.committedBatches()).hasSize(2));
        }
        try (ServiceOnBroker successor = ServiceOnBroker.start(broker, directory.resolve("other"), SHORT)) {
            Task.WorkflowTask woken = (Task.WorkflowTask) successor.awaitTask();

            assertThat(woken.events()).anyMatch(event -> event.eventType().equals("TimerFired"));
        }
    }

    @Test
    void executionsOfAllPartitionsRunToTheirEnd() {
        try (ServiceOnBroker service = ServiceOnBroker.start(broker, directory.resolve("state"), SHORT)) {
            for (int i = 0; i < 50; i++) {
                Request request = start("w" + i);
                service.append(request);
            }
            for (int i = 0; i < 50; i++) {
                service.append(complete((Task.WorkflowTask) service.awaitTask(), completeWorkflow()));
            }

            await().untilAsserted(
                            () -> assertThat(service.newestStates()).hasSize(50).noneMatch(ExecutionState::isOpen));
        }
    }
}
