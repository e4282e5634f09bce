package dev.weft.frontend.query;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.Reply.QueryAnswered;
import dev.weft.core.request.ClientRequest.QueryWorkflow;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.Outcome;
import dev.weft.frontend.request.RequestGate;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks the query handlers of workflow code, and explains why one did not answer. */
@Singleton
final class QueryHandlers {
    /** Type of the failure that a worker answers with when the workflow has no such handler. */
    private static final String UNKNOWN_QUERY_TYPE = "QueryHandlerNotFound";

    private final RequestGate gate;
    private final FrontendConfig config;

    QueryHandlers(RequestGate gate, FrontendConfig config) {
        this.gate = gate;
        this.config = config;
    }

    CompletionStage<Response> ask(ExecutionKey key, QueryWorkflow query) {
        String queryType = query.queryType();
        return gate.ask(key, "", query, config.waits().query()).thenCompose(outcome -> switch (outcome) {
            case Outcome.Answered(Reply reply) ->
                CompletableFuture.completedStage(
                        answer(key, queryType, RequestGate.expected(QueryAnswered.class, reply)));
            case Outcome.Unanswered() -> noWorker(key, query.runId(), queryType);
        });
    }

    private static Response answer(ExecutionKey key, String queryType, QueryAnswered answered) {
        if (!answered.failure().isNone()) {
            throw failed(key, queryType, answered.failure());
        }
        return Answers.ok(new QueryView(key.workflowId(), queryType, answered.result()));
    }

    private static Problem failed(ExecutionKey key, String queryType, Failure failure) {
        boolean unknown = failure.chain().getFirst() instanceof FailureInfo.Application application
                && application.type().equals(UNKNOWN_QUERY_TYPE);
        ProblemType type = unknown ? ProblemType.QUERY_TYPE_NOT_FOUND : ProblemType.QUERY_FAILED;
        String detail = unknown
                ? failure.message()
                : "Expected the query " + queryType + " to be answered, but its handler failed: " + failure.message();
        return type.because(detail, Map.of("workflowId", key.workflowId(), "queryType", queryType));
    }

    /** Tells from the description where a worker is missing, or that history itself is away. */
    private CompletionStage<Response> noWorker(ExecutionKey key, String runId, String queryType) {
        return gate.describe(key, runId).thenApply(description -> {
            throw unanswered(description, queryType);
        });
    }

    private Problem unanswered(ExecutionDescription description, String queryType) {
        return ProblemType.NO_WORKER.because(
                "Expected a worker of task queue " + description.taskQueue() + " to answer the query " + queryType
                        + " within " + config.waits().query().toSeconds()
                        + " s, but none did; is a worker running for that queue?",
                Map.of("taskQueue", description.taskQueue(), "queryType", queryType));
    }
}
