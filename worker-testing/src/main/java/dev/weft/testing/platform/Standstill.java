package dev.weft.testing.platform;

import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.state.Deadline;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.WorkflowTaskState.Phase;
import dev.weft.core.task.Task;
import dev.weft.history.engine.LiveExecution;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/** Tells why executions do not go on. */
final class Standstill {
    private Standstill() {}

    /** Whether waiting for what is due next may bring a test further: not a deletion, nor one more try in vain. */
    static boolean isOfInterest(ExecutionState state) {
        return !isStuck(state)
                && state.nextDeadline()
                        .filter(deadline -> deadline.kind() != Deadline.Kind.RETENTION)
                        .isPresent();
    }

    /** Whether workflow tasks have failed so often that the next attempt waits. */
    static boolean isStuck(ExecutionState state) {
        return state.status() == WorkflowStatus.STUCK && state.task().phase() == Phase.DELAYED;
    }

    static String stuck(ExecutionState state) {
        Problem problem = state.run().problem();
        return "Expected workflow " + state.key().workflowId() + " to go on, but its workflow tasks fail: "
                + problem.cause() + ": " + problem.message();
    }

    static String nothingDue(Collection<LiveExecution> executions, List<Task> unserved) {
        StringJoiner text = new StringJoiner("\n  ");
        text.add("Expected something to happen that the test waits for, but nothing is due:");
        for (Task task : unserved) {
            text.add("task queue " + task.queue().taskQueue() + " has a task of workflow "
                    + task.key().workflowId() + ", but no worker for " + kind(task));
        }
        executions.stream()
                .map(LiveExecution::state)
                .filter(ExecutionState::isOpen)
                .forEach(state -> text.add(describe(state)));
        return text.toString();
    }

    private static String kind(Task task) {
        return switch (task) {
            case Task.ActivityTask activity -> "activities";
            case Task.WorkflowTask workflow -> "workflows";
            case Task.QueryTask query -> "workflows";
        };
    }

    /** Where an execution stands, and what it waits for. */
    static String describe(ExecutionState state) {
        StringJoiner waitsFor = new StringJoiner(", ");
        state.activities().values().forEach(activity -> waitsFor.add("activity " + activity.activityType()));
        state.timers().values().forEach(timer -> waitsFor.add("timer " + timer.timerId()));
        state.children()
                .values()
                .forEach(child -> waitsFor.add("child " + child.execution().workflowId()));
        Problem problem = state.run().problem();
        if (!state.isOpen()) {
            return "workflow " + state.key().workflowId() + " is " + state.status();
        }
        String why = problem.isNone()
                ? "waits for " + (waitsFor.length() == 0 ? "a message or a condition" : waitsFor)
                : problem.cause() + ": " + problem.message();
        return "workflow " + state.key().workflowId() + " ("
                + state.run().started().settings().workflowType() + ") is " + state.status() + " and " + why;
    }
}
