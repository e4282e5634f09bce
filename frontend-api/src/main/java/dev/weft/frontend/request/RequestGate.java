package dev.weft.frontend.request;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.port.RequestAsker.Asked;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ClientRequest.DescribeWorkflow;
import dev.weft.core.request.ClientRequest.ReadHistory;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.problem.Rejections;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the log. Stages complete on the event loop of the call, so that history's threads do nothing for HTTP;
 * exceptionally with a problem when history refuses or the log does not acknowledge.
 */
@Singleton
public final class RequestGate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    private final RequestAsker asker;
    private final FrontendConfig config;
    private final GateMeters meters;

    RequestGate(RequestAsker asker, FrontendConfig config, GateMeters meters) {
        this.asker = asker;
        this.config = config;
        this.meters = meters;
    }

    /** Asks for a change; {@code requestId} makes a repetition harmless. */
    public CompletionStage<Outcome> ask(ExecutionKey key, String requestId, ClientRequest request, Duration timeout) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Executor executor = CallThread.current();
        Asked asked;
        try {
            asked = asker.ask(key, requestId, request, timeout);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(unacknowledged(key, requestId, e));
        }
        asked.reply()
                .whenComplete((reply, failure) -> executor.execute(() -> {
                    if (failure == null) {
                        settle(outcome, key, reply);
                    } else if (asked.durable().isDone() && !asked.durable().isCompletedExceptionally()) {
                        noteUnanswered(key, failure);
                        outcome.complete(new Outcome.Unanswered());
                    } else {
                        fail(outcome, key, requestId, failure);
                    }
                }));
        asked.durable().whenComplete((acknowledged, failure) -> {
            if (failure != null) {
                executor.execute(() -> fail(outcome, key, requestId, failure));
            }
        });
        return outcome;
    }

    /** Asks for something that changes nothing; no answer in time is a problem. */
    public <R extends Reply> CompletionStage<R> read(ExecutionKey key, ClientRequest request, Class<R> expected) {
        return ask(key, "", request, config.waits().read()).thenApply(outcome -> switch (outcome) {
            case Outcome.Answered(Reply reply) -> expected(expected, reply);
            case Outcome.Unanswered() -> throw silent(key);
        });
    }

    /** @param runId empty for the current run */
    public CompletionStage<ExecutionDescription> describe(ExecutionKey key, String runId) {
        return read(key, new DescribeWorkflow(runId), Reply.Described.class).thenApply(Reply.Described::description);
    }

    /** @param runId empty for the current run */
    public CompletionStage<Reply.HistoryPage> page(
            ExecutionKey key, String runId, long fromEventId, int maximumEvents) {
        return read(key, new ReadHistory(runId, fromEventId, maximumEvents), Reply.HistoryPage.class);
    }

    /** @throws IllegalStateException when history answered with another kind of reply */
    public static <R extends Reply> R expected(Class<R> expected, Reply reply) {
        if (!expected.isInstance(reply)) {
            throw new IllegalStateException("Expected a reply of type " + expected.getSimpleName() + ", but got "
                    + reply.getClass().getSimpleName());
        }
        return expected.cast(reply);
    }

    private void settle(CompletableFuture<Outcome> outcome, ExecutionKey key, Reply reply) {
        if (reply instanceof Reply.Rejected rejected) {
            meters.rejected();
            outcome.completeExceptionally(Rejections.problem(key, rejected));
        } else {
            meters.answered();
            outcome.complete(new Outcome.Answered(reply));
        }
    }

    private void fail(CompletableFuture<Outcome> outcome, ExecutionKey key, String requestId, Throwable cause) {
        if (!outcome.isDone()) {
            outcome.completeExceptionally(unacknowledged(key, requestId, cause));
        }
    }

    private Problem unacknowledged(ExecutionKey key, String requestId, Throwable cause) {
        meters.unacknowledged();
        LOG.debug(
                "the log did not acknowledge a request, namespace={} workflowId={}",
                key.namespace(),
                key.workflowId(),
                cause);
        if (requestId.isEmpty()) {
            return ProblemType.LOG_UNAVAILABLE.because(
                    "Expected the log to acknowledge the request in time, but it did not; ask again");
        }
        return ProblemType.LOG_UNAVAILABLE.because(
                "Expected the log to acknowledge the request in time, but it did not;"
                        + " the request may be repeated with the same requestId, and counts at most once",
                Map.of("requestId", requestId));
    }

    private static Problem silent(ExecutionKey key) {
        return ProblemType.HISTORY_UNAVAILABLE.because("Expected the history service to answer for workflow "
                + key.workflowId() + ", but it did not in time; it may be starting or moving");
    }

    private void noteUnanswered(ExecutionKey key, Throwable failure) {
        meters.unanswered();
        if (!(failure instanceof TimeoutException)) {
            LOG.warn("history did not answer, namespace={} workflowId={}", key.namespace(), key.workflowId(), failure);
        }
    }
}
