package dev.weft.testing.platform;

import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What workers hold, and what waits for them. Used under the platform's lock. */
final class WorkUnderWay {
    private final Map<TaskId, Task> waiting = new LinkedHashMap<>();
    /** Polls that wait, for each queue that is served. */
    private final Map<Served, Integer> served = new HashMap<>();

    private int workflowTasksHeld;
    private int activitiesHeld;

    /** A task queue that some worker serves, and what it takes from there. */
    private record Served(QueueName queue, boolean activities) {
        static Served by(Task task) {
            return new Served(task.queue().normal(), task instanceof Task.ActivityTask);
        }

        static Served of(String namespace, String taskQueue, boolean activities) {
            return new Served(new QueueName(namespace, taskQueue, ""), activities);
        }
    }

    void serve(String namespace, String taskQueue, boolean activities) {
        served.putIfAbsent(Served.of(namespace, taskQueue, activities), 0);
    }

    void serveNoMore(String namespace, String taskQueue) {
        served.remove(Served.of(namespace, taskQueue, false));
        served.remove(Served.of(namespace, taskQueue, true));
    }

    void pollBegins(String namespace, String taskQueue, boolean activities) {
        served.merge(Served.of(namespace, taskQueue, activities), 1, Integer::sum);
    }

    void pollEnds(String namespace, String taskQueue, boolean activities) {
        served.computeIfPresent(Served.of(namespace, taskQueue, activities), (queue, polls) -> Math.max(0, polls - 1));
    }

    void offered(Task task) {
        waiting.put(task.id(), task);
    }

    void withdrawn(Collection<TaskId> tasks) {
        waiting.keySet().removeAll(tasks);
    }

    void taken(Collection<Task> tasks) {
        for (Task task : tasks) {
            waiting.remove(task.id());
            count(task, 1);
        }
    }

    void ended(Task task) {
        count(task, -1);
    }

    private void count(Task task, int change) {
        if (task instanceof Task.ActivityTask) {
            activitiesHeld += change;
        } else {
            workflowTasksHeld += change;
        }
    }

    /** Whether a worker runs workflow code, is about to get a task, or has not asked for the next one yet. */
    boolean isMoving() {
        return workflowTasksHeld > 0
                || waiting.values().stream().anyMatch(this::isServed)
                || served.entrySet().stream().anyMatch(queue -> !queue.getKey().activities() && queue.getValue() == 0);
    }

    boolean isActivityRunning() {
        return activitiesHeld > 0;
    }

    /** Tasks that wait although nobody asks for them, oldest first. */
    List<Task> unserved() {
        return waiting.values().stream().filter(task -> !isServed(task)).toList();
    }

    private boolean isServed(Task task) {
        return served.containsKey(Served.by(task));
    }
}
