package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.core.task.TaskWithdrawal.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes back what waits on task queues and must not start any more (rule 2.5-2): the activities of a run that has ended
 * or is paused, and single ones that are over before any worker had them. One effect for each queue.
 */
final class Withdrawals {
    private Withdrawals() {}

    /** What follows from how the run has changed. */
    static List<Effect> ofChange(ExecutionState before, ExecutionState after) {
        if (!before.isOpen() || before.activities().isEmpty()) {
            return List.of();
        }
        if (!after.isOpen() || !after.runId().equals(before.runId())) {
            return of(before, waiting(before), Instant.MAX);
        }
        return before.run().isPaused() ? List.of() : ofPause(after);
    }

    /** What a paused run holds back. At the resume it goes to its queue anew, and later than this. */
    static List<Effect> ofPause(ExecutionState state) {
        return state.run().isPaused()
                ? of(state, waiting(state), state.run().pause().since())
                : List.of();
    }

    /** When an activity goes to its queue at the end of the pause: after all that was withdrawn for it. */
    static Instant dispatchTime(ExecutionState paused, Instant now) {
        Instant earliest = paused.run().pause().since().plusMillis(1);
        return now.isBefore(earliest) ? earliest : now;
    }

    /** Attempts that never start. */
    static List<Effect> forGood(ExecutionState state, List<PendingActivity> activities) {
        return of(state, activities, Instant.MAX);
    }

    private static List<PendingActivity> waiting(ExecutionState state) {
        List<PendingActivity> waiting = new ArrayList<>();
        for (PendingActivity activity : state.activities()) {
            if (activity.isWaiting()) {
                waiting.add(activity);
            }
        }
        return waiting;
    }

    private static List<Effect> of(ExecutionState state, List<PendingActivity> activities, Instant dispatchedUpTo) {
        if (activities.isEmpty()) {
            return List.of();
        }
        Map<String, List<Attempt>> byQueue = new LinkedHashMap<>();
        for (PendingActivity activity : activities) {
            byQueue.computeIfAbsent(activity.taskQueue(), unseen -> new ArrayList<>())
                    .add(new Attempt(activity.scheduledEventId(), activity.attempt()));
        }
        List<Effect> effects = new ArrayList<>(byQueue.size());
        byQueue.forEach((taskQueue, attempts) -> effects.add(new Effect.WithdrawActivityTasks(new TaskWithdrawal(
                new QueueName(state.key().namespace(), taskQueue, ""),
                state.key(),
                state.runId(),
                attempts,
                dispatchedUpTo))));
        return effects;
    }
}
