package dev.weft.sdk.client;

import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatRequest;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.request.WorkerRequest.RecordActivityHeartbeat;
import dev.weft.core.request.WorkerRequest.ReportActivityCanceled;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.activity.ActivityTaskToken;
import dev.weft.sdk.transport.CallRefusedException;
import dev.weft.sdk.transport.TransportException;
import dev.weft.sdk.transport.WorkerCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends activities that said they would complete later, from any process: by the token of their attempt, or by their ids.
 * What is said by token about an attempt that is no longer wanted changes nothing. Thread-safe.
 *
 * <p>Calls throw {@link PlatformUnavailableException} when the platform does not answer: say it again.
 */
public final class ActivityCompletionClient {
    private final WorkerCalls calls;
    private final ActivitiesById activities;
    private final ClientOptions client;

    ActivityCompletionClient(WorkerCalls calls, FrontendCalls frontend, ClientOptions client) {
        this.calls = calls;
        this.activities = new ActivitiesById(frontend, client.identity());
        this.client = client;
    }

    /**
     * Completes an activity, also between its attempts: the work is done, whoever did it.
     *
     * @param result null for none
     * @throws ActivityNotFoundException when no such activity is pending
     */
    public void complete(ActivityReference activity, @Nullable Object result) {
        activities.complete(activity, client.dataConverter().toPayload(result));
    }

    /**
     * Fails the attempt that is under way; the activity's retry policy decides what follows.
     *
     * @throws ActivityNotFoundException when none is under way
     */
    public void completeExceptionally(ActivityReference activity, Throwable failure) {
        activities.fail(activity, client.failureConverter().toFailure(failure, client.dataConverter()));
    }

    /**
     * Legal only after a heartbeat has told that the workflow asked for it.
     *
     * @throws ActivityNotFoundException when no such activity is pending
     */
    public void reportCancellation(ActivityReference activity, @Nullable Object... details) {
        activities.cancel(activity, client.dataConverter().toPayloads(details));
    }

    /** @throws ActivityCanceledException when the attempt should stop */
    public void heartbeat(ActivityReference activity, @Nullable Object details) {
        boolean cancelRequested;
        try {
            cancelRequested =
                    activities.heartbeat(activity, client.dataConverter().toPayloads(details));
        } catch (ActivityNotFoundException | WorkflowNotFoundException | WorkflowClosedException e) {
            throw new ActivityCanceledException(Reason.NO_LONGER_WANTED);
        }
        if (cancelRequested) {
            throw new ActivityCanceledException(Reason.CANCEL_REQUESTED);
        }
    }

    /** @param result null for none */
    public void complete(String taskToken, @Nullable Object result) {
        ActivityTaskToken token = ActivityTaskToken.decode(taskToken);
        Payload payload = client.dataConverter().toPayload(result);
        report(
                token,
                new CompleteActivityTask(
                        token.runId(),
                        token.scheduledEventId(),
                        token.attempt(),
                        token.startedTime(),
                        payload,
                        client.identity()));
    }

    public void completeExceptionally(String taskToken, Throwable failure) {
        ActivityTaskToken token = ActivityTaskToken.decode(taskToken);
        report(
                token,
                new FailActivityTask(
                        token.runId(),
                        token.scheduledEventId(),
                        token.attempt(),
                        token.startedTime(),
                        client.failureConverter().toFailure(failure, client.dataConverter()),
                        List.of(),
                        client.identity()));
    }

    /** Legal only after a heartbeat has told that the workflow asked for it. */
    public void reportCancellation(String taskToken, @Nullable Object... details) {
        ActivityTaskToken token = ActivityTaskToken.decode(taskToken);
        report(
                token,
                new ReportActivityCanceled(
                        token.runId(),
                        token.scheduledEventId(),
                        token.attempt(),
                        token.startedTime(),
                        client.dataConverter().toPayloads(details),
                        client.identity()));
    }

    /** @throws ActivityCanceledException when the attempt should stop */
    public void heartbeat(String taskToken, @Nullable Object details) {
        ActivityTaskToken token = ActivityTaskToken.decode(taskToken);
        RecordActivityHeartbeat heartbeat = new RecordActivityHeartbeat(
                token.runId(),
                token.scheduledEventId(),
                token.attempt(),
                token.startedTime(),
                client.dataConverter().toPayloads(details),
                client.identity());
        HeartbeatResponse answer;
        try {
            answer = calls.heartbeat(new HeartbeatRequest(token.key(), heartbeat));
        } catch (TransportException | CallRefusedException e) {
            throw unavailable(token, e);
        }
        if (!answer.known()) {
            throw new ActivityCanceledException(Reason.NO_LONGER_WANTED);
        }
        if (answer.cancelRequested()) {
            throw new ActivityCanceledException(Reason.CANCEL_REQUESTED);
        }
    }

    private void report(ActivityTaskToken token, WorkerRequest request) {
        LogReport report = new LogReport(token.key(), request);
        try {
            calls.report(new ReportRequest(token.key().namespace(), token.taskQueue(), "", List.of(report), 0));
        } catch (TransportException e) {
            throw unavailable(token, e);
        } catch (CallRefusedException e) {
            throw e.isFinal()
                    ? new WorkflowRequestException(token.key().workflowId(), String.valueOf(e.getMessage()))
                    : unavailable(token, e);
        }
    }

    private static PlatformUnavailableException unavailable(ActivityTaskToken token, RuntimeException e) {
        return new PlatformUnavailableException(token.key().workflowId(), String.valueOf(e.getMessage()), e);
    }
}
