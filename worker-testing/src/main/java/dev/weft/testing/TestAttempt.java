package dev.weft.testing;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.ActivityInfo;
import dev.weft.sdk.activity.ActivityTaskToken;
import dev.weft.sdk.client.ClientOptions;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt, as the code of the activity sees it. */
final class TestAttempt implements ActivityExecutionContext {
    private static final String TASK_QUEUE = "test";

    private final Attempts attempts;
    private final ClientOptions client;
    private final AttemptSettings settings;
    private final String activityType;
    private final long scheduledEventId;
    private final Instant startedTime = Instant.now();
    private volatile boolean completesLater;

    TestAttempt(
            Attempts attempts,
            ClientOptions client,
            AttemptSettings settings,
            String activityType,
            long scheduledEventId) {
        this.attempts = attempts;
        this.client = client;
        this.settings = settings;
        this.activityType = activityType;
        this.scheduledEventId = scheduledEventId;
    }

    long scheduledEventId() {
        return scheduledEventId;
    }

    @Override
    public ActivityInfo getInfo() {
        return new ActivityInfo(
                client.namespace(),
                settings.workflowId(),
                runId(),
                settings.workflowType(),
                Long.toString(scheduledEventId),
                activityType,
                TASK_QUEUE,
                settings.attempt(),
                startedTime,
                startedTime,
                startedTime,
                Duration.ZERO,
                settings.startToClose(),
                settings.heartbeat());
    }

    private String runId() {
        return "run-of-" + settings.workflowId();
    }

    @Override
    public void heartbeat(@Nullable Object details) {
        attempts.heartbeat(client.dataConverter().toPayloads(details));
        if (attempts.isCancelRequested()) {
            throw new ActivityCanceledException(ActivityCanceledException.Reason.CANCEL_REQUESTED);
        }
    }

    @Override
    public <T> Optional<T> getHeartbeatDetails(Type type) {
        return settings.heartbeatDetails().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(client.dataConverter()
                        .<T>fromPayload(settings.heartbeatDetails().getFirst(), type));
    }

    @Override
    public boolean isCancelRequested() {
        return attempts.isCancelRequested();
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
        ExecutionKey key = new ExecutionKey(client.namespace(), settings.workflowId());
        return new ActivityTaskToken(key, TASK_QUEUE, runId(), scheduledEventId, settings.attempt(), startedTime)
                .encode();
    }
}
