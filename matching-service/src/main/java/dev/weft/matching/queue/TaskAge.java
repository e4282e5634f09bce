package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import java.time.Instant;

/** Since when tasks wait for a worker, as they tell themselves, so that it is known after a takeover too. */
final class TaskAge {
    private TaskAge() {}

    /** When history put the task on its queue; the epoch when the task does not tell. */
    static Instant since(Task task) {
        return switch (task) {
            case Task.ActivityTask activity -> activity.attemptScheduledTime();
            case Task.WorkflowTask workflow ->
                workflow.events().isEmpty() || workflow.nextEventId() != 0
                        ? Instant.EPOCH
                        : workflow.events().getLast().eventTime();
            case Task.QueryTask query -> Instant.EPOCH;
        };
    }
}
