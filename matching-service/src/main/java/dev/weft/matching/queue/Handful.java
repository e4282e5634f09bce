package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the tasks that one poll gets, up to its free slots and the size of a response. */
final class Handful {
    private final List<Task> tasks;
    private int workflowRoom;
    private int activityRoom;
    private long bytesLeft;

    Handful(Poll poll, long maximumBytes) {
        tasks = new ArrayList<>(poll.assigned());
        workflowRoom = poll.maximumWorkflowTasks();
        activityRoom = poll.maximumActivityTasks();
        bytesLeft = maximumBytes;
        for (Task task : tasks) {
            if (task instanceof Task.ActivityTask) {
                activityRoom--;
            } else {
                workflowRoom--;
            }
        }
    }

    void fillWithWorkflowTasks(Backlog backlog) {
        workflowRoom -= fill(backlog, workflowRoom);
    }

    void fillWithActivityTasks(Backlog backlog) {
        activityRoom -= fill(backlog, activityRoom);
    }

    List<Task> tasks() {
        return tasks;
    }

    private int fill(Backlog backlog, int room) {
        int taken = 0;
        while (taken < room && bytesLeft > 0) {
            Optional<Task> task = backlog.removeFirst();
            if (task.isEmpty()) {
                break;
            }
            tasks.add(task.get());
            bytesLeft -= TaskSize.of(task.get());
            taken++;
        }
        return taken;
    }
}
