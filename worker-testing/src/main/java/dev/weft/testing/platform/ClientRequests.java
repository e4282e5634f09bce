package dev.weft.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.model.SearchAttributeType;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ClientRequest.ReportActivityById;
import dev.weft.core.request.ClientRequest.ResetWorkflow;
import dev.weft.core.request.ClientRequest.SignalWithStart;
import dev.weft.core.request.ClientRequest.StartWorkflow;
import dev.weft.core.request.ClientRequest.UpdateWithStart;
import dev.weft.core.request.ClientRequest.UpdateWorkflow;
import dev.weft.core.state.Limits;
import dev.weft.schemas.json.RecordJsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What a call of the REST API asks of an execution. Most bodies have the fields of the request as they are. */
final class ClientRequests {
    private ClientRequests() {}

    static ClientRequest of(ClientCall call) {
        ObjectNode fields = call.fields();
        return switch (call.action()) {
            case "POST start" -> start(fields);
            case "POST signal" -> read(fields, ClientRequest.SignalWorkflow.class);
            case "POST signal-with-start" -> signalWithStart(fields);
            case "POST update" -> update(fields);
            case "GET update" -> poll(fields.put("updateId", call.segment(3)));
            case "POST update-with-start" -> updateWithStart(fields, call.segment(3));
            case "POST cancel" -> read(fields, ClientRequest.RequestCancelWorkflow.class);
            case "POST terminate" ->
                read(fields.set("details", fields.path("input")), ClientRequest.TerminateWorkflow.class);
            case "POST pause" -> read(fields, ClientRequest.PauseWorkflow.class);
            case "POST resume" -> read(fields, ClientRequest.ResumeWorkflow.class);
            case "POST reset" -> reset(fields);
            case "POST history-limit" -> read(fields, ClientRequest.SetHistoryLimit.class);
            case "POST activities" -> activity(call);
            case "DELETE " -> read(fields, ClientRequest.DeleteWorkflow.class);
            case "GET " -> read(fields, ClientRequest.DescribeWorkflow.class);
            case "GET state" -> state(fields);
            default ->
                throw Refusal.notFound("Expected a call that the test environment knows, but got " + call.action()
                        + " of " + call.segments());
        };
    }

    private static <R extends Record> R read(JsonNode fields, Class<R> type) {
        return RecordJsonReader.record(fields, type);
    }

    /** Closed runs are kept however far the time skips. */
    private static StartWorkflow start(ObjectNode fields) {
        fields.put("runId", UUID.randomUUID().toString());
        fields.put("retention", Limits.LONGEST.toString());
        fields.path("searchAttributeTypes")
                .properties()
                .forEach(type -> putTyped(
                        (ObjectNode) fields.path("searchAttributes"),
                        type.getKey(),
                        type.getValue().asText()));
        return read(fields, StartWorkflow.class);
    }

    /** Writes a search attribute as the payload that it is, with its type. */
    private static void putTyped(ObjectNode attributes, String name, String type) {
        byte[] value = attributes.path(name).toString().getBytes(StandardCharsets.UTF_8);
        ObjectNode payload = attributes.putObject(name);
        payload.put("encoding", Payload.JSON);
        payload.putObject("metadata").put(SearchAttributeType.METADATA_KEY, type);
        payload.put("base64", Base64.getEncoder().encodeToString(value));
    }

    private static SignalWithStart signalWithStart(ObjectNode fields) {
        StartWorkflow start = start(fields);
        fields.set("start", fields.nullNode());
        ObjectNode signal = fields.deepCopy();
        signal.set("input", fields.path("signalInput"));
        SignalWithStart read = read(signal, SignalWithStart.class);
        return new SignalWithStart(start, read.signalName(), read.input(), read.signalHeader());
    }

    private static UpdateWorkflow update(ObjectNode fields) {
        return read(withWait(fields), UpdateWorkflow.class);
    }

    private static ClientRequest poll(ObjectNode fields) {
        return read(withWait(fields), ClientRequest.PollUpdate.class);
    }

    private static ObjectNode withWait(ObjectNode fields) {
        return fields.put("waitForCompletion", !fields.path("waitFor").asText().equals("ACCEPTED"));
    }

    private static UpdateWithStart updateWithStart(ObjectNode fields, String updateName) {
        ObjectNode start = ClientCall.renamed((ObjectNode) fields.path("start"));
        ObjectNode update = ClientCall.renamed((ObjectNode) fields.path("update"));
        return new UpdateWithStart(start(start), update(update.put("updateName", updateName)));
    }

    private static ResetWorkflow reset(ObjectNode fields) {
        Set<String> excluded = new HashSet<>();
        fields.path("exclude").forEach(kind -> excluded.add(kind.asText()));
        return new ResetWorkflow(
                fields.path("runId").asText(""),
                UUID.randomUUID().toString(),
                point(fields.path("to")),
                !excluded.contains("SIGNAL"),
                !excluded.contains("UPDATE"),
                fields.path("reason").asText(""),
                fields.path("identity").asText(""));
    }

    private static ResetPoint point(JsonNode to) {
        if (to.has("eventId")) {
            return new ResetPoint.Event(to.path("eventId").asLong());
        }
        if (to.has("checkpoint")) {
            return new ResetPoint.Checkpoint(to.path("checkpoint").asText());
        }
        return to.path("point").asText().equals("FIRST_WORKFLOW_TASK")
                ? new ResetPoint.FirstWorkflowTask()
                : new ResetPoint.LastWorkflowTask();
    }

    /** An application's failure unless it says otherwise. */
    private static Failure failure(ObjectNode failure) {
        return RecordJsonReader.failure(failure.has("kind") ? failure : failure.put("kind", "Application"));
    }

    private static ClientRequest state(ObjectNode fields) {
        return fields.has("atEventId")
                ? read(fields, ClientRequest.ReadState.class)
                : read(fields, ClientRequest.DescribeWorkflow.class);
    }

    private static ReportActivityById activity(ClientCall call) {
        ObjectNode fields = call.fields();
        ActivityOutcome outcome =
                switch (call.segment(4)) {
                    case "complete" -> read(fields, ActivityOutcome.Completed.class);
                    case "fail" -> new ActivityOutcome.Failed(failure((ObjectNode) fields.path("failure")));
                    case "cancel" -> read(fields.set("details", fields.path("input")), ActivityOutcome.Canceled.class);
                    default -> read(fields.set("details", fields.path("input")), ActivityOutcome.Heartbeat.class);
                };
        return new ReportActivityById(call.text("runId"), call.segment(3), outcome, call.text("identity"));
    }
}
