package dev.weft.testing;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.WorkerRequest;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subjects;
import dev.weft.sdk.activity.ActivityCanceledException;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.activity.CurrentActivity;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import dev.weft.sdk.transport.Transport;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The attempts of a test of activities, and the platform that completions from elsewhere go to. Thread-safe. */
final class Attempts implements Transport {
    private static final byte[] NOTHING = new byte[0];

    private final ClientOptions client;
    private final Codecs codecs = new Codecs();
    private final AtomicLong begun = new AtomicLong();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private volatile AttemptSettings settings = AttemptSettings.DEFAULT;
    private volatile Consumer<List<Payload>> listener = details -> {};
    private volatile boolean cancelRequested;

    /** An attempt without outcome so far. */
    private record Pending(TestAttempt attempt, CompletableFuture<Payload> outcome) {}

    Attempts(ClientOptions client) {
        this.client = client;
    }

    void change(UnaryOperator<AttemptSettings> change) {
        settings = change.apply(settings);
    }

    void listen(Consumer<List<Payload>> newListener) {
        listener = newListener;
    }

    void requestCancellation() {
        cancelRequested = true;
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Hands details on. */
    void heartbeat(List<Payload> details) {
        listener.accept(details);
    }

    /** Runs one attempt; its outcome may come later. */
    CompletableFuture<Payload> run(String activityType, Callable<@Nullable Object> code) {
        TestAttempt attempt = new TestAttempt(this, client, settings, activityType, begun.incrementAndGet());
        CompletableFuture<Payload> outcome = new CompletableFuture<>();
        pending.put(attempt.scheduledEventId(), new Pending(attempt, outcome));
        try {
            Payload result =
                    CurrentActivity.call(attempt, () -> client.dataConverter().toPayload(code.call()));
            if (!attempt.isDoNotCompleteOnReturn()) {
                complete(attempt.scheduledEventId(), result);
            }
        } catch (InvocationTargetException e) {
            fail(attempt.scheduledEventId(), e.getCause() == null ? e : e.getCause());
        } catch (Exception e) {
            fail(attempt.scheduledEventId(), e);
        }
        return outcome;
    }

    private void complete(long id, Payload result) {
        Pending ended = pending.remove(id);
        if (ended != null) {
            ended.outcome().complete(result);
        }
    }

    private void fail(long id, Throwable thrown) {
        boolean canceled =
                cancelRequested && (thrown instanceof ActivityCanceledException || thrown instanceof CanceledFailure);
        Failure failure = canceled
                ? Failure.of(new FailureInfo.Canceled(String.valueOf(thrown.getMessage()), List.of()))
                : client.failureConverter().toFailure(thrown, client.dataConverter());
        fail(id, failure, canceled ? RetryState.CANCEL_REQUESTED : RetryState.RETRY_POLICY_NOT_SET);
    }

    /** As the workflow sees it. */
    private void fail(long id, Failure failure, RetryState retryState) {
        Pending ended = pending.remove(id);
        if (ended == null) {
            return;
        }
        var info = ended.attempt().getInfo();
        Failure seen = failure.wrappedIn(new FailureInfo.Activity(
                "Activity " + info.activityType() + " failed",
                info.activityType(),
                info.activityId(),
                id,
                id + 1,
                client.identity(),
                retryState));
        ended.outcome().completeExceptionally(client.failureConverter().toException(seen, client.dataConverter()));
    }

    /** Waits for an outcome; a failure is thrown as it is. */
    static <R> @Nullable R join(CompletableFuture<Payload> outcome, Function<Payload, @Nullable R> read) {
        try {
            return read.apply(outcome.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public String target() {
        return "the test of an activity";
    }

    /** What completion clients say. */
    @Override
    public HttpAnswer send(HttpCall call) {
        byte[] answer =
                switch (call.target()) {
                    case WorkerProtocol.REPORT_PATH -> {
                        codecs.of(Subjects.REPORT_REQUEST)
                                .decode(call.body())
                                .reports()
                                .forEach(this::take);
                        yield NOTHING;
                    }
                    case WorkerProtocol.HEARTBEAT_PATH -> {
                        WorkerRequest.RecordActivityHeartbeat heartbeat = codecs.of(Subjects.HEARTBEAT_REQUEST)
                                .decode(call.body())
                                .heartbeat();
                        boolean known = pending.containsKey(heartbeat.scheduledEventId());
                        heartbeat(heartbeat.details());
                        yield codecs.of(Subjects.HEARTBEAT_RESPONSE)
                                .encode(new HeartbeatResponse(known, cancelRequested));
                    }
                    default ->
                        throw new UnsupportedOperationException(
                                "Expected a call about an activity by its token, but got " + call.target());
                };
        return new HttpAnswer(200, WorkerProtocol.CONTENT_TYPE, answer);
    }

    private void take(Report report) {
        if (!(report instanceof LogReport(var key, WorkerRequest request))) {
            return;
        }
        switch (request) {
            case WorkerRequest.CompleteActivityTask completed ->
                complete(completed.scheduledEventId(), completed.result());
            case WorkerRequest.FailActivityTask failed ->
                fail(failed.scheduledEventId(), failed.failure(), RetryState.RETRY_POLICY_NOT_SET);
            case WorkerRequest.ReportActivityCanceled canceled ->
                fail(canceled.scheduledEventId(), new ActivityCanceledException(Reason.CANCEL_REQUESTED));
            default -> throw new UnsupportedOperationException("Expected an outcome, but got " + request);
        }
    }

    @Override
    public void close() {}
}
