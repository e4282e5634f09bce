package dev.weft.matching.partition;

import dev.weft.core.port.RequestAsker;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.WorkerRequest.ClaimActivityTask;
import dev.weft.core.task.Task;
import dev.weft.core.task.Task.ActivityTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Claims activities that may start only once, before a worker sees them. A claim that is not answered in time is
 * repeated as it was, which history recognises; one that stays unanswered counts as lost, and so does the attempt.
 */
public final class Claims {
    private static final int TRIES = 3;

    private final RequestAsker asker;
    private final Duration timeout;
    private final Clock clock;

    /** @param timeout of one try */
    public Claims(RequestAsker asker, Duration timeout, Clock clock) {
        this.asker = asker;
        this.timeout = timeout;
        this.clock = clock;
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
        Instant now = clock.instant();
        ClaimActivityTask claim =
                new ClaimActivityTask(task.runId(), task.scheduledEventId(), task.attempt(), now, identity);
        return ask(task, claim, TRIES).handle((granted, failure) -> {
            if (failure == null && granted) {
                partition.claimed(task);
                return Optional.of(claimed(task));
            }
            partition.claimRefused(task);
            return Optional.empty();
        });
    }

    private CompletableFuture<Boolean> ask(ActivityTask task, ClaimActivityTask claim, int tries) {
        return asker.ask(task.key(), "", claim, timeout)
                .reply()
                .thenApply(reply -> reply instanceof Reply.ClaimGranted)
                .exceptionallyCompose(
                        failure -> tries > 1 ? ask(task, claim, tries - 1) : CompletableFuture.failedFuture(failure));
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
