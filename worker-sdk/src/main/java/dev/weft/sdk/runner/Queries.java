package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.interceptor.WorkflowInboundCalls.QueryInput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers queries from the state that the run has reached. */
final class Queries {
    static final String STACK_TRACE = "__stack_trace";
    static final String METADATA = "__workflow_metadata";

    private final RunContext run;
    private final Handlers handlers;
    private final String workflowType;

    Queries(RunContext run, Handlers handlers, String workflowType) {
        this.run = run;
        this.handlers = handlers;
        this.workflowType = workflowType;
    }

    QueryResult answer(String queryType, List<Payload> input) {
        return switch (queryType) {
            case STACK_TRACE -> new QueryResult.Answered(run.data().toPayload(stackTraces()));
            case METADATA -> new QueryResult.Answered(run.data().toPayload(metadata()));
            default -> run(queryType, input);
        };
    }

    /** Runs user code, and therefore on a coroutine. */
    private QueryResult run(String queryType, List<Payload> input) {
        QueryResult[] result = new QueryResult[1];
        Runnable question = () -> result[0] = ask(queryType, input);
        run.coroutines()
                .runAlone(
                        "query " + queryType,
                        run.rootScope(),
                        run.interception().within(Map.of(), question));
        return result[0];
    }

    private QueryResult ask(String queryType, List<Payload> input) {
        run.guard().enterReadOnly("query " + queryType);
        try {
            return new QueryResult.Answered(run.data().toPayload(call(queryType, input)));
        } catch (EvictedError e) {
            throw e;
        } catch (Exception | Error e) {
            return new QueryResult.Failed(run.failures().toFailure(e, run.data()));
        } finally {
            run.guard().leaveReadOnly();
        }
    }

    private @Nullable Object call(String queryType, List<Payload> input) throws Exception {
        MessageHandler handler = handlers.query(queryType)
                .orElseThrow(() -> ApplicationFailure.nonRetryable(
                        "Expected a query that the workflow answers, but got '" + queryType + "'; it has "
                                + handlers.names().get("queries"),
                        "QueryHandlerNotFound"));
        QueryInput arguments = new QueryInput(queryType, handler.arguments(run.data(), input, () -> true));
        return run.interception().inbound().handleQuery(arguments).result();
    }

    private String stackTraces() {
        StringBuilder text = new StringBuilder();
        for (Coroutine coroutine : run.coroutines().alive()) {
            text.append(coroutine.name()).append('\n');
            for (StackTraceElement frame :
                    Positions.userFrames(coroutine.thread().getStackTrace())) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new TreeMap<>(handlers.names());
        metadata.put("workflowType", workflowType);
        return metadata;
    }
}
