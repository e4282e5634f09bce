package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.ResetPoint;
import java.util.UUID;

/** What operators do with a run. Each call returns when it was handled. */
final class RunOperations {
    private final FrontendCalls frontend;
    private final ClientOptions client;

    RunOperations(FrontendCalls frontend, ClientOptions client) {
        this.frontend = frontend;
        this.client = client;
    }

    void pause(WorkflowRun run, String reason) {
        post(run, "/pause", toRun(run).put("reason", reason));
    }

    void resume(WorkflowRun run, String reason) {
        post(run, "/resume", toRun(run).put("reason", reason));
    }

    ResetResult reset(WorkflowRun run, ResetOptions options) {
        ObjectNode body = toRun(run).put("reason", options.reason());
        if (!options.requestId().isEmpty()) {
            body.put("requestId", options.requestId());
        }
        putPoint(body.putObject("to"), options.point());
        ArrayNode excluded = body.putArray("exclude");
        if (!options.reapplySignals()) {
            excluded.add("SIGNAL");
        }
        if (!options.reapplyUpdates()) {
            excluded.add("UPDATE");
        }
        JsonNode reply = post(run, "/reset", body);
        return new ResetResult(
                new WorkflowRun(run.workflowId(), reply.path("runId").asText("")),
                reply.path("baseRunId").asText(""),
                reply.path("resetEventId").asLong());
    }

    private static void putPoint(ObjectNode to, ResetPoint point) {
        switch (point) {
            case ResetPoint.Event(long eventId) -> to.put("eventId", eventId);
            case ResetPoint.FirstWorkflowTask() -> to.put("point", "FIRST_WORKFLOW_TASK");
            case ResetPoint.LastWorkflowTask() -> to.put("point", "LAST_WORKFLOW_TASK");
            case ResetPoint.Checkpoint(String name) -> to.put("checkpoint", name);
        }
    }

    void setHistoryLimit(WorkflowRun run, HistoryLimit limit) {
        ObjectNode body = toRun(run);
        if (limit.maximumEvents() > 0) {
            body.put("maximumEvents", limit.maximumEvents());
        }
        if (limit.maximumBytes() > 0) {
            body.put("maximumBytes", limit.maximumBytes());
        }
        post(run, "/history-limit", body);
    }

    void delete(WorkflowRun run) {
        String path = FrontendCalls.path(
                run.workflowId(), FrontendCalls.query("runId", run.runId(), "identity", client.identity()));
        frontend.deleteUntilHandled(run.workflowId(), path, UUID.randomUUID().toString());
    }

    private ObjectNode toRun(WorkflowRun run) {
        ObjectNode body = FrontendJson.object();
        if (!run.runId().isEmpty()) {
            body.put("runId", run.runId());
        }
        return body.put("identity", client.identity())
                .put("requestId", UUID.randomUUID().toString());
    }

    private JsonNode post(WorkflowRun run, String operation, ObjectNode body) {
        return frontend.postUntilHandled(run.workflowId(), FrontendCalls.path(run.workflowId(), operation), body);
    }
}
