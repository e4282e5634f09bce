package dev.weft.frontend.worker;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.TaskCounts;
import dev.weft.schemas.RosterEntry.TaskKind;
import dev.weft.schemas.RosterEntry.WorkerSeen;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkerResourcesTest {
    @Inject
    Roster roster;

    private String queue;

    @BeforeEach
    void workerOnAQueueOfItsOwn() {
        queue = newId();
        roster.said(worker("default", queue, "w1"));
        roster.said(worker("default", "another-" + queue, "w2"));
        roster.said(worker("shop-" + queue, queue, "w3"));
    }

    @Test
    void workersAreListedAsTheyToldAboutThemselves() {
        get("/api/workers?taskQueue=" + queue)
                .statusCode(200)
                .body("workers", hasSize(1))
                .body("workers[0].workerId", equalTo("w1"))
                .body("workers[0].identity", equalTo("me@host"))
                .body("workers[0].namespace", equalTo("default"))
                .body("workers[0].taskQueue", equalTo(queue))
                .body("workers[0].sdkName", equalTo("weft-java"))
                .body("workers[0].sdkVersion", equalTo("0.1.0"))
                .body("workers[0].workflowTasks.total", equalTo(10))
                .body("workers[0].workflowTasks.used", equalTo(1))
                .body("workers[0].activities.total", equalTo(20))
                .body("workers[0].activities.used", equalTo(2))
                .body("workers[0].cachedExecutions", equalTo(3))
                .body("workers[0].workflowTypes", equalTo(List.of("Order")))
                .body("workers[0].activityTypes", equalTo(List.of("Charge", "Ship")))
                .body("workers[0].lastSeen", endsWith("Z"));
    }

    @Test
    void workersOfAllQueuesOfTheNamespaceAreListedWithoutAQueue() {
        List<String> queues = get("/api/workers").statusCode(200).extract().path("workers.taskQueue");

        assertThat(queues).contains(queue, "another-" + queue);
        get("/api/workers?namespace=shop-" + queue).body("workers.workerId", equalTo(List.of("w3")));
    }

    @Test
    void taskQueueTellsWhoPollsItAndWhatWaits() {
        Instant now = Instant.now();
        roster.said(new QueueSeen(
                "default",
                queue,
                now.minusSeconds(100),
                List.of(
                        new TaskCounts(TaskKind.WORKFLOW, 2, now.minusSeconds(3600), 7, 5),
                        new TaskCounts(TaskKind.ACTIVITY, 1, now.minusSeconds(60), 9, 8),
                        new TaskCounts(TaskKind.QUERY, 0, Instant.EPOCH, 4, 4)),
                now));

        String age = get("/api/task-queues/" + queue)
                .statusCode(200)
                .body("taskQueue", equalTo(queue))
                .body("namespace", equalTo("default"))
                .body("pollers.workerId", equalTo(List.of("w1")))
                .body("backlog.count", equalTo(3))
                .body("workflowTasks.waiting", equalTo(2))
                .body("workflowTasks.added", equalTo(7))
                .body("workflowTasks.dispatched", equalTo(5))
                .body("activities.dispatched", equalTo(8))
                .body("queries.dispatched", equalTo(4))
                .body("countedSince", endsWith("Z"))
                .body("lastSeen", endsWith("Z"))
                .extract()
                .path("backlog.oldestAge");
        assertThat(Duration.parse(age)).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void taskQueueThatNobodyUsesIsEmpty() {
        get("/api/task-queues/nobody%2F" + queue)
                .statusCode(200)
                .body("taskQueue", equalTo("nobody/" + queue))
                .body("pollers", hasSize(0))
                .body("backlog.count", equalTo(0))
                .body("backlog.oldestAge", equalTo("PT0S"))
                .body("activities.dispatched", equalTo(0))
                .body("$", not(hasKey("lastSeen")));
    }

    @Test
    void namesAreChecked() {
        get("/api/workers?namespace=a%2Fb").statusCode(422);
        get("/api/workers?taskQueue=" + "q".repeat(1001)).statusCode(422);
        get("/api/task-queues/q?namespace=a%2Fb").statusCode(422);
        get("/api/task-queues/" + "q".repeat(1001)).statusCode(422);
        get("/api/task-queues/%20").statusCode(422);
    }

    private static WorkerSeen worker(String namespace, String queue, String workerId) {
        return new WorkerSeen(
                new WorkerStatus(
                        namespace,
                        queue,
                        workerId,
                        "me@host",
                        "weft-java",
                        "0.1.0",
                        10,
                        1,
                        20,
                        2,
                        3,
                        List.of("Order"),
                        List.of("Charge", "Ship")),
                Instant.now());
    }
}
