package dev.weft.matching.partition;

import dev.weft.core.port.RequestAsker;
import dev.weft.core.port.RequestAsker.Asked;
import dev.weft.core.reply.Reply;
import dev.weft.core.task.Task;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.matching.queue.StartClaim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Claims activities that may start only once, before a worker sees them. A claim that is not answered in time is
 * repeated as it was, which history recognises. When that does not help, or the log takes nothing, the task goes back to
 * its queue: the next worker that would take it asks again.
 */
public final class Claims {
    private static final int TRIES = 3;

    private enum Answer {
        GRANTED,
        REFUSED,
        /** The log has not taken the claim, or history has not said anything. */
        NONE
    }

    private final RequestAsker asker;
    private final Duration timeout;

    /** @param timeout of one try */
    public Claims(RequestAsker asker, Duration timeout) {
        this.asker = asker;
        this.timeout = timeout;
    }

    public static boolean areNeeded(List<Task> tasks) {
        for (Task task : tasks) {
            if (isNeeded(task)) {
                return true;
            }
        }
        return false;
    }

    /** Completes with the tasks that may go to the worker, in order. */
    public CompletableFuture<List<Task>> claim(List<Task> tasks, String identity, OwnedPartition partition) {
        List<CompletableFuture<Optional<Task>>> answers = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            answers.add(
                    task instanceof ActivityTask activity && isNeeded(activity)
                            ? claim(activity, identity, partition)
                            : CompletableFuture.completedFuture(Optional.of(task)));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream()
                        .flatMap(answer -> answer.join().stream())
                        .toList());
    }

    private static boolean isNeeded(Task task) {
        return task instanceof ActivityTask activity && activity.claimRequired();
    }

    private CompletableFuture<Optional<Task>> claim(ActivityTask task, String identity, OwnedPartition partition) {
        StartClaim claim = partition.claim(task, identity);
        return ask(task, claim, TRIES).thenApply(answer -> switch (answer) {
            case GRANTED -> {
                partition.claimed(task);
                yield Optional.of(claimed(task));
            }
            case REFUSED -> {
                partition.claimRefused(task);
                yield Optional.empty();
            }
            case NONE -> {
                partition.claimUnanswered(task);
                yield Optional.empty();
            }
        });
    }

    private CompletableFuture<Answer> ask(ActivityTask task, StartClaim claim, int tries) {
        Asked asked = asker.ask(task.key(), "", claim.request(), timeout);
        claim.sent(asked.durable());
        return asked.reply()
                .thenApply(reply -> reply instanceof Reply.ClaimGranted ? Answer.GRANTED : Answer.REFUSED)
                .exceptionallyCompose(failure -> tries > 1 && !asked.durable().isCompletedExceptionally()
                        ? ask(task, claim, tries - 1)
                        : CompletableFuture.completedFuture(Answer.NONE));
    }

    /** The same task for a worker that need not care: also when it goes back to the queue, it is claimed already. */
    private static Task claimed(ActivityTask task) {
        return new ActivityTask(
                task.queue(),
                task.key(),
                task.runId(),
                task.workflowType(),
                task.activityId(),
                task.activityType(),
                task.scheduledEventId(),
                task.attempt(),
                task.input(),
                task.header(),
                task.settings(),
                task.scheduledTime(),
                task.attemptScheduledTime(),
                task.heartbeatDetails(),
                task.lastFailure(),
                false);
    }
}
