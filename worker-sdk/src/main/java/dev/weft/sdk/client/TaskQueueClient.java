package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the task queues of the client's namespace and the workers that poll them. A worker that has not been heard of for
 * a minute is left out. Thread-safe.
 *
 * <p>Calls throw {@link PlatformUnavailableException} when the platform does not answer within the client's patience.
 */
public final class TaskQueueClient {
    private final FrontendCalls frontend;

    TaskQueueClient(FrontendCalls frontend) {
        this.frontend = frontend;
    }

    /** Task queues need not be made: one that nobody uses is empty. */
    public TaskQueueDescription describe(String taskQueue) {
        if (taskQueue.isBlank()) {
            throw new IllegalArgumentException("Expected the name of a task queue, but it is blank");
        }
        JsonNode queue = get("/api/task-queues/" + FrontendCalls.encode(taskQueue));
        return new TaskQueueDescription(
                queue.path("taskQueue").asText(taskQueue),
                workers(queue.path("pollers")),
                queue.path("backlog").path("count").asLong(),
                Duration.parse(queue.path("backlog").path("oldestAge").asText("PT0S")),
                tasks(queue.path("workflowTasks")),
                tasks(queue.path("activities")),
                tasks(queue.path("queries")),
                Descriptions.instant(queue.path("countedSince")));
    }

    /** All workers of the namespace, by task queue and id. */
    public List<WorkerDescription> listWorkers() {
        return workers(get("/api/workers").path("workers"));
    }

    private JsonNode get(String path) {
        return frontend.get("", path);
    }

    private static List<WorkerDescription> workers(JsonNode array) {
        List<WorkerDescription> workers = new ArrayList<>();
        array.forEach(node -> workers.add(worker(node)));
        return List.copyOf(workers);
    }

    private static WorkerDescription worker(JsonNode node) {
        return new WorkerDescription(
                node.path("workerId").asText(""),
                node.path("identity").asText(""),
                node.path("taskQueue").asText(""),
                node.path("sdkName").asText(""),
                node.path("sdkVersion").asText(""),
                slots(node.path("workflowTasks")),
                slots(node.path("activities")),
                node.path("cachedExecutions").asInt(),
                texts(node.path("workflowTypes")),
                texts(node.path("activityTypes")),
                Descriptions.instant(node.path("lastSeen")));
    }

    private static WorkerDescription.Slots slots(JsonNode node) {
        return new WorkerDescription.Slots(
                node.path("total").asInt(), node.path("used").asInt());
    }

    private static TaskQueueDescription.Tasks tasks(JsonNode node) {
        return new TaskQueueDescription.Tasks(
                node.path("waiting").asLong(),
                node.path("added").asLong(),
                node.path("dispatched").asLong());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
