package dev.weft.matching.queue;

import dev.weft.core.state.Limits;
import dev.weft.core.task.Task;
import dev.weft.core.task.Task.ActivityTask;
import java.time.Duration;
import java.time.Instant;

/** When the start of a task that is not over yet must be told to the log. */
public final class StartReport {
    private StartReport() {}

    /**
     * After the grace time, or earlier where history would stop waiting for the start before it has heard of it.
     *
     * @param handedOut when a worker took the task
     */
    public static Instant due(Task task, Instant handedOut, QueueLimits limits) {
        return switch (task) {
            case Task.WorkflowTask workflow -> handedOut.plus(grace(workflow.startToClose(), limits));
            case ActivityTask activity ->
                earlier(
                        handedOut.plus(grace(activity.settings().startToClose(), limits)),
                        startDeadline(activity).minus(Limits.START_REPORT));
            case Task.QueryTask query -> handedOut.plus(limits.grace());
        };
    }

    private static Duration grace(Duration startToClose, QueueLimits limits) {
        return startToClose.isPositive() && startToClose.compareTo(limits.grace()) < 0 ? startToClose : limits.grace();
    }

    /** Until when the activity must have started. When all its time ends by then, its start makes no difference. */
    private static Instant startDeadline(ActivityTask task) {
        Duration toStart = task.settings().scheduleToStart();
        if (toStart.isZero()) {
            return Instant.MAX;
        }
        Instant deadline = task.attemptScheduledTime().plus(toStart);
        Duration toClose = task.settings().scheduleToClose();
        boolean endsBefore =
                !toClose.isZero() && !task.scheduledTime().plus(toClose).isAfter(deadline);
        return endsBefore ? Instant.MAX : deadline;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
