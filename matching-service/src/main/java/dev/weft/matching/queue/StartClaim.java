package dev.weft.matching.queue;

import dev.weft.core.request.WorkerRequest.ClaimActivityTask;
import dev.weft.core.task.Task.ActivityTask;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wish to start an activity that may start only once. While it may be on the log, only its exact repetition can find
 * out what became of it; one that never got there may give way to another. Thread-safe.
 */
public final class StartClaim {
    private final ClaimActivityTask request;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean appended;

    /** @param startedTime when the activity starts, if the claim is granted */
    public StartClaim(ActivityTask task, String identity, Instant startedTime) {
        this.request =
                new ClaimActivityTask(task.runId(), task.scheduledEventId(), task.attempt(), startedTime, identity);
    }

    public ClaimActivityTask request() {
        return request;
    }

    /** The claim is being appended, perhaps not for the first time. */
    public void sent(CompletableFuture<Void> append) {
        underWay.incrementAndGet();
        append.whenComplete((done, failure) -> {
            if (failure == null) {
                appended = true;
            }
            underWay.decrementAndGet();
        });
    }

    boolean mayBeOnLog() {
        return appended || underWay.get() > 0;
    }
}
