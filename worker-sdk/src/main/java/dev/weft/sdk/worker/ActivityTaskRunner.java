package dev.weft.sdk.worker;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatRequest;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.request.WorkerRequest.RecordActivityHeartbeat;
import dev.weft.core.request.WorkerRequest.ReportActivityCanceled;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.transport.WorkerCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one attempt of an activity on the calling thread. */
final class ActivityTaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityTaskRunner.class);

    private final ActivityRegistry activities;
    private final ActivityInvoker invoker;
    private final DataConverter data;
    private final FailureConverter failures;
    private final WorkerCalls calls;
    private final String identity;
    private final Clock clock;
    private final Set<ActivityAttempt> running = ConcurrentHashMap.newKeySet();

    ActivityTaskRunner(ActivityRegistry activities, ActivityInvoker invoker, ClientOptions client, WorkerCalls calls) {
        this.activities = activities;
        this.invoker = invoker;
        this.data = client.dataConverter();
        this.failures = client.failureConverter();
        this.calls = calls;
        this.identity = client.identity();
        this.clock = calls.clock();
    }

    /** Returns what to report; empty when the activity completes later or nobody waits for it. */
    Optional<Report> run(ActivityTask task) {
        Instant startedTime = clock.instant();
        Heartbeats heartbeats = new Heartbeats(
                task.settings().heartbeat(),
                Scheduler.VIRTUAL_THREADS,
                details -> calls.heartbeat(new HeartbeatRequest(
                        task.key(),
                        new RecordActivityHeartbeat(
                                task.runId(),
                                task.scheduledEventId(),
                                task.attempt(),
                                startedTime,
                                details,
                                identity))));
        ActivityAttempt attempt = new ActivityAttempt(task, startedTime, data, heartbeats);
        running.add(attempt);
        try {
            return execute(attempt).map(request -> new LogReport(task.key(), request));
        } finally {
            running.remove(attempt);
            heartbeats.stop();
        }
    }

    /** Tells every attempt that runs now to stop, at its next heartbeat. */
    void stopAll() {
        running.forEach(attempt -> attempt.heartbeats().stopBecause(Reason.WORKER_SHUTDOWN));
    }

    private Optional<WorkerRequest> execute(ActivityAttempt attempt) {
        ActivityTask task = attempt.task();
        Optional<ActivityCode> code = activities.find(task.activityType());
        if (code.isEmpty()) {
            return Optional.of(failed(attempt, unknownType(task)));
        }
        try {
            Payload result = invoker.invoke(code.get(), task, attempt);
            return attempt.isDoNotCompleteOnReturn() ? Optional.empty() : Optional.of(completed(attempt, result));
        } catch (Exception | Error e) {
            return thrown(attempt, e);
        }
    }

    private Optional<WorkerRequest> thrown(ActivityAttempt attempt, Throwable thrown) {
        Optional<Reason> stopReason = attempt.heartbeats().stopReason();
        boolean canceled = thrown instanceof ActivityCanceledException || thrown instanceof CanceledFailure;
        if (canceled && stopReason.isPresent()) {
            return switch (stopReason.get()) {
                case CANCEL_REQUESTED -> Optional.of(canceled(attempt, thrown));
                case NO_LONGER_WANTED -> Optional.empty();
                case WORKER_SHUTDOWN -> Optional.of(failed(attempt, failures.toFailure(thrown, data)));
            };
        }
        LOG.debug(
                "Activity {} of {} failed in attempt {}",
                attempt.task().activityType(),
                attempt.task().key(),
                attempt.task().attempt(),
                thrown);
        return Optional.of(failed(attempt, failures.toFailure(thrown, data)));
    }

    private CompleteActivityTask completed(ActivityAttempt attempt, Payload result) {
        ActivityTask task = attempt.task();
        return new CompleteActivityTask(
                task.runId(), task.scheduledEventId(), task.attempt(), attempt.startedTime(), result, identity);
    }

    private ReportActivityCanceled canceled(ActivityAttempt attempt, Throwable thrown) {
        ActivityTask task = attempt.task();
        List<Payload> details =
                thrown instanceof CanceledFailure failure ? failure.details().payloads(data::toPayload) : List.of();
        return new ReportActivityCanceled(
                task.runId(), task.scheduledEventId(), task.attempt(), attempt.startedTime(), details, identity);
    }

    private FailActivityTask failed(ActivityAttempt attempt, Failure failure) {
        ActivityTask task = attempt.task();
        return new FailActivityTask(
                task.runId(),
                task.scheduledEventId(),
                task.attempt(),
                attempt.startedTime(),
                failure,
                attempt.heartbeats().stop(),
                identity);
    }

    /** Retryable, since a worker that knows the type may be on its way. */
    private Failure unknownType(ActivityTask task) {
        String message = "Expected an activity of type " + task.activityType()
                + " to be registered with the worker of task queue "
                + task.queue().taskQueue() + ", but it knows " + activities.knownTypes();
        LOG.warn("{}", message);
        return Failure.of(
                new FailureInfo.Application(message, "ActivityTypeNotRegistered", false, "", List.of(), Duration.ZERO));
    }
}
