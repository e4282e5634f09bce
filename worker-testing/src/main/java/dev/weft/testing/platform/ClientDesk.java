package dev.weft.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.RunOutcome;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.schemas.json.RecordJson;
import dev.weft.schemas.json.RecordJsonReader;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Answers the calls of clients: the REST API as far as the SDK uses it, in the same JSON, by the same requests and
 * replies.
 */
final class ClientDesk {
    /** Type of the failure that a worker answers with when the workflow has no such handler. */
    private static final String UNKNOWN_QUERY_TYPE = "QueryHandlerNotFound";

    private static final int PAGE_EVENTS = 1_000;

    private final MemoryPlatform platform;

    ClientDesk(MemoryPlatform platform) {
        this.platform = platform;
    }

    /** How far an update has come. */
    public record Update(String updateId, String runId, UpdateStage status, Payload result, Failure failure) {}

    /** A page of a history. */
    public record History(String workflowId, String runId, List<HistoryEvent> events, String nextPageToken) {}

    HttpAnswer answer(HttpCall httpCall) {
        try {
            ClientCall call = ClientCall.of(httpCall);
            return new HttpAnswer(200, "application/json", answer(call));
        } catch (Refusal refused) {
            return refused.answer();
        } catch (IllegalArgumentException malformed) {
            return Refusal.invalid(String.valueOf(malformed.getMessage())).answer();
        }
    }

    private byte[] answer(ClientCall call) {
        ExecutionKey key = call.key();
        return switch (call.action()) {
            case "GET result" -> RecordJson.bytes(result(key, call.text("runId")));
            case "GET history" -> RecordJson.bytes(history(key, call));
            case "POST query" -> RecordJson.bytes(query(key, call));
            default -> bytes(ask(key, call.text("requestId"), ClientRequests.of(call)));
        };
    }

    private Reply ask(ExecutionKey key, String requestId, ClientRequest request) {
        long question = platform.call(() -> platform.ask(key, requestId, request));
        Reply reply = platform.await(() -> {
            Optional<Reply> answer = platform.reply(question);
            if (answer.isEmpty()) {
                checkGoesOn(key);
            }
            return answer;
        });
        if (reply instanceof Reply.Rejected rejected) {
            throw Refusal.of(rejected);
        }
        return reply;
    }

    private static byte[] bytes(Reply reply) {
        return switch (reply) {
            case Reply.Described(var description) -> flat(RecordJson.bytes(description));
            case Reply.UpdateProgress progress ->
                RecordJson.bytes(new Update(
                        progress.updateId(),
                        progress.runId(),
                        progress.stage(),
                        progress.result(),
                        progress.failure()));
            default -> RecordJson.bytes((Record) reply);
        };
    }

    /** A description as the frontend shows it: without what is not there, and with the key among the other fields. */
    private static byte[] flat(byte[] description) {
        ObjectNode fields = (ObjectNode) RecordJsonReader.parse(description);
        JsonNode key = fields.remove("key");
        key.properties().forEach(part -> fields.set(part.getKey(), part.getValue()));
        if (!fields.path("problem").has("cause")) {
            fields.remove("problem");
        }
        if (fields.path("pendingWorkflowTask").path("scheduledEventId").asLong() == 0) {
            fields.remove("pendingWorkflowTask");
        }
        return fields.toString().getBytes(StandardCharsets.UTF_8);
    }

    private History history(ExecutionKey key, ClientCall call) {
        String[] place = call.text("pageToken").split(":", 2);
        boolean first = place.length < 2;
        ClientRequest.ReadHistory read = new ClientRequest.ReadHistory(
                first ? call.text("runId") : place[1], first ? 1 : Long.parseLong(place[0]), PAGE_EVENTS);
        if (!(ask(key, "", read) instanceof Reply.HistoryPage page)) {
            throw new IllegalStateException("Expected a page of the history of " + key + ", but got another reply");
        }
        String next = page.nextEventId() == 0 ? "" : page.nextEventId() + ":" + page.runId();
        return new History(key.workflowId(), page.runId(), page.events(), next);
    }

    /** A query that no worker has answered when everything waits will not be answered at all. */
    private Reply.QueryAnswered query(ExecutionKey key, ClientCall call) {
        ClientRequest.QueryWorkflow query = call.query();
        long question = platform.call(() -> platform.ask(key, "", query));
        Reply reply = platform.await(() -> platform.reply(question)
                .or(() -> platform.isQuiet() ? Optional.of(new Reply.None()) : Optional.empty()));
        return switch (reply) {
            case Reply.QueryAnswered answered when answered.failure().isNone() -> answered;
            case Reply.QueryAnswered failed -> throw queryFailed(query.queryType(), failed.failure());
            case Reply.Rejected rejected -> throw Refusal.of(rejected);
            default ->
                throw Refusal.ofQuery(
                        "no-worker",
                        "Expected a worker of task queue "
                                + platform.call(() -> platform.state(key))
                                        .run()
                                        .started()
                                        .settings()
                                        .taskQueue()
                                + " to answer the query " + query.queryType() + ", but there is none");
        };
    }

    private static Refusal queryFailed(String queryType, Failure failure) {
        boolean unknown = failure.chain().getFirst() instanceof FailureInfo.Application application
                && application.type().equals(UNKNOWN_QUERY_TYPE);
        return unknown
                ? Refusal.ofQuery("query-type-not-found", failure.message())
                : Refusal.ofQuery(
                        "query-failed",
                        "Expected the query " + queryType + " to be answered, but its handler failed: "
                                + failure.message());
    }

    private RunOutcome result(ExecutionKey key, String runId) {
        String firstRunId =
                runId.isEmpty() ? platform.call(() -> platform.state(key)).runId() : runId;
        return platform.await(() -> outcome(key, firstRunId));
    }

    /** The outcome of a run, or of the last one of those that continue it. */
    private Optional<RunOutcome> outcome(ExecutionKey key, String firstRunId) {
        String runId = firstRunId;
        while (true) {
            List<HistoryEvent> events = platform.history(key, runId);
            if (events.isEmpty()) {
                throw Refusal.notFound(
                        "Expected a run of workflow " + key.workflowId() + ", but there is none" + named(runId));
            }
            Optional<RunOutcome> outcome = RunOutcome.of(runId, events.getLast());
            if (outcome.isEmpty()) {
                checkGoesOn(key);
            }
            if (outcome.isEmpty() || !outcome.get().isContinued()) {
                return outcome;
            }
            runId = outcome.get().nextRunId();
        }
    }

    private static String named(String runId) {
        return runId.isEmpty() ? "" : " with the id " + runId;
    }

    /** A test that waits for a run that is stuck had better end. */
    private void checkGoesOn(ExecutionKey key) {
        ExecutionState state = platform.state(key);
        if (Standstill.isStuck(state)) {
            throw new AssertionError(Standstill.stuck(state));
        }
    }
}
