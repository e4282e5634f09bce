package dev.weft.sdk.worker;

import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInfo;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt of a local activity: the platform does not know of it, so that there is nobody to send heartbeats to. */
final class LocalActivityAttempt implements ActivityExecutionContext {
    private final ActivityTask task;
    private final Instant startedTime;
    private volatile @Nullable Reason stopReason;

    LocalActivityAttempt(ActivityTask task, Instant startedTime) {
        this.task = task;
        this.startedTime = startedTime;
    }

    ActivityTask task() {
        return task;
    }

    void stopBecause(Reason reason) {
        stopReason = reason;
    }

    @Override
    public ActivityInfo getInfo() {
        return ActivityAttempt.info(task, startedTime);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public void heartbeat(@Nullable Object details) {
        Reason reason = stopReason;
        if (reason != null) {
            throw new ActivityCanceledException(reason);
        }
    }

    @Override
    public <T> Optional<T> getHeartbeatDetails(Type type) {
        return Optional.empty();
    }

    @Override
    public boolean isCancelRequested() {
        return stopReason != null;
    }

    @Override
    public void doNotCompleteOnReturn() {
        throw new UnsupportedOperationException(
                "Expected a local activity to complete when it returns, but it asks to be completed later");
    }

    @Override
    public boolean isDoNotCompleteOnReturn() {
        return false;
    }

    @Override
    public String getTaskToken() {
        throw new UnsupportedOperationException(
                "Expected an activity that the platform knows, but a local activity has no task token");
    }
}
