package dev.weft.sdk.worker;

import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInfo;
import dev.weft.sdk.activity.ActivityTaskToken;
import dev.weft.sdk.data.DataConverter;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt that runs in this worker. */
final class ActivityAttempt implements ActivityExecutionContext {
    private final ActivityTask task;
    private final Instant startedTime;
    private final DataConverter data;
    private final Heartbeats heartbeats;
    private volatile boolean completesLater;

    ActivityAttempt(ActivityTask task, Instant startedTime, DataConverter data, Heartbeats heartbeats) {
        this.task = task;
        this.startedTime = startedTime;
        this.data = data;
        this.heartbeats = heartbeats;
    }

    ActivityTask task() {
        return task;
    }

    Instant startedTime() {
        return startedTime;
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    @Override
    public ActivityInfo getInfo() {
        return info(task, startedTime);
    }

    static ActivityInfo info(ActivityTask task, Instant startedTime) {
        return new ActivityInfo(
                task.key().namespace(),
                task.key().workflowId(),
                task.runId(),
                task.workflowType(),
                task.activityId(),
                task.activityType(),
                task.queue().taskQueue(),
                task.attempt(),
                task.scheduledTime(),
                task.attemptScheduledTime(),
                startedTime,
                task.settings().scheduleToClose(),
                task.settings().startToClose(),
                task.settings().heartbeat());
    }

    @Override
    public void heartbeat(@Nullable Object details) {
        heartbeats.beat(data.toPayloads(details));
        heartbeats.stopReason().ifPresent(reason -> {
            throw new ActivityCanceledException(reason);
        });
    }

    @Override
    @SuppressWarnings("unchecked") // the caller says what the type stands for
    public <T> Optional<T> getHeartbeatDetails(Type type) {
        if (task.heartbeatDetails().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable((T) data.fromPayload(task.heartbeatDetails().getFirst(), type));
    }

    @Override
    public boolean isCancelRequested() {
        return heartbeats.stopReason().isPresent();
    }

    @Override
    public void doNotCompleteOnReturn() {
        completesLater = true;
    }

    @Override
    public boolean isDoNotCompleteOnReturn() {
        return completesLater;
    }

    @Override
    public String getTaskToken() {
        return new ActivityTaskToken(
                        task.key(),
                        task.queue().taskQueue(),
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        startedTime)
                .encode();
    }
}
