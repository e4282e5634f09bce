package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows 92 and 103: workers and task queues. */
class TaskQueueClientTest {
    private static final String WORKER = "{\"workerId\":\"w1\",\"identity\":\"me\",\"namespace\":\"shop\","
            + "\"taskQueue\":\"orders/eu\",\"sdkName\":\"weft-java\",\"sdkVersion\":\"1\","
            + "\"workflowTasks\":{\"total\":200,\"used\":3},\"activities\":{\"total\":50,\"used\":0},"
            + "\"cachedExecutions\":7,\"workflowTypes\":[\"Order\"],\"activityTypes\":[\"Charge\",\"Ship\"],"
            + "\"lastSeen\":\"2026-01-01T00:00:05Z\"}";
    private static final WorkerDescription TOLD = new WorkerDescription(
            "w1",
            "me",
            "orders/eu",
            "weft-java",
            "1",
            new WorkerDescription.Slots(200, 3),
            new WorkerDescription.Slots(50, 0),
            7,
            List.of("Order"),
            List.of("Charge", "Ship"),
            Instant.parse("2026-01-01T00:00:05Z"));

    private final FakeFrontend frontend = FakeFrontend.start();
    private final WorkflowClient client = WorkflowClient.connect(
            ClientOptions.of(frontend.url()).withNamespace("shop").withPatience(Duration.ofSeconds(5)));
    private final TaskQueueClient queues = client.newTaskQueueClient();

    @AfterEach
    void stop() {
        client.close();
        frontend.close();
    }

    @Test
    void workersAreListed() {
        frontend.answer(200, "{\"workers\":[" + WORKER + "]}");

        assertThat(queues.listWorkers()).containsExactly(TOLD);

        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workers?namespace=shop");
    }

    @Test
    void aTaskQueueIsDescribed() {
        frontend.answer(
                200,
                "{\"namespace\":\"shop\",\"taskQueue\":\"orders/eu\",\"pollers\":[" + WORKER + "],"
                        + "\"backlog\":{\"count\":5,\"oldestAge\":\"PT1.5S\"},"
                        + "\"workflowTasks\":{\"waiting\":3,\"added\":10,\"dispatched\":7},"
                        + "\"activities\":{\"waiting\":2,\"added\":4,\"dispatched\":2},"
                        + "\"queries\":{\"waiting\":0,\"added\":1,\"dispatched\":1},"
                        + "\"countedSince\":\"2026-01-01T00:00:00Z\",\"lastSeen\":\"2026-01-01T00:00:06Z\"}");

        assertThat(queues.describe("orders/eu"))
                .isEqualTo(new TaskQueueDescription(
                        "orders/eu",
                        List.of(TOLD),
                        5,
                        Duration.ofMillis(1500),
                        new TaskQueueDescription.Tasks(3, 10, 7),
                        new TaskQueueDescription.Tasks(2, 4, 2),
                        new TaskQueueDescription.Tasks(0, 1, 1),
                        Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(frontend.onlyCall().target()).isEqualTo("/api/task-queues/orders%2Feu?namespace=shop");
    }

    @Test
    void aTaskQueueThatNobodyUsesIsEmpty() {
        frontend.answer(200, "{\"namespace\":\"shop\",\"taskQueue\":\"nobody\",\"pollers\":[]}");

        TaskQueueDescription nobody = queues.describe("nobody");

        assertThat(nobody.pollers()).isEmpty();
        assertThat(nobody.backlog()).isZero();
        assertThat(nobody.oldestAge()).isZero();
        assertThat(nobody.countedSince()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queues.describe(" "))
                .withMessage("Expected the name of a task queue, but it is blank");
    }
}
