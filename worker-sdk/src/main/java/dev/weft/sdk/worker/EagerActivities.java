package dev.weft.sdk.worker;

import dev.weft.core.command.Command;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.WorkerRequest.CompleteWorkflowTask;
import dev.weft.core.task.Task;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Activities that run where the workflow task that scheduled them has run: they come with the answer to its report, and
 * not through a poll.
 */
final class EagerActivities {
    private final String taskQueue;
    private final int eachTaskMax;
    private final Predicate<String> knownTypes;
    private final Slots slots;
    private final Consumer<Task> dispatch;
    private volatile boolean stopped;

    /**
     * @param eachTaskMax most of them for one workflow task, 0 for none
     * @param dispatch begins a task and returns at once; whoever ends it releases its slot
     */
    EagerActivities(
            String taskQueue, int eachTaskMax, Predicate<String> knownTypes, Slots slots, Consumer<Task> dispatch) {
        this.taskQueue = taskQueue;
        this.eachTaskMax = eachTaskMax;
        this.knownTypes = knownTypes;
        this.slots = slots;
        this.dispatch = dispatch;
    }

    /** How many activities of the reported tasks this worker would run at once. */
    int wanted(List<Report> reports) {
        if (stopped || eachTaskMax == 0) {
            return 0;
        }
        int wanted = 0;
        for (Report report : reports) {
            if (report instanceof LogReport(var key, CompleteWorkflowTask completion)) {
                wanted += wanted(completion);
            }
        }
        return wanted;
    }

    private int wanted(CompleteWorkflowTask completion) {
        int wanted = 0;
        for (Command command : completion.commands()) {
            if (wanted < eachTaskMax && command instanceof Command.ScheduleActivity schedule && isMine(schedule)) {
                wanted++;
            }
        }
        return wanted;
    }

    private boolean isMine(Command.ScheduleActivity schedule) {
        return (schedule.taskQueue().isEmpty() || schedule.taskQueue().equals(taskQueue))
                && knownTypes.test(schedule.activityType());
    }

    /** Polls hold the slots that are free, so that room is lent for these tasks. */
    void begin(List<Task> tasks) {
        slots.lend(tasks.size());
        tasks.forEach(dispatch);
    }

    /** From now on, activities go to other workers. */
    void stop() {
        stopped = true;
    }
}
