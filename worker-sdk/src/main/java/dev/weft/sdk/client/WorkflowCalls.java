package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.Reply.UpdateProgress;
import dev.weft.sdk.data.RawJson;
import dev.weft.sdk.interceptor.WorkflowClientCalls;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls of a client as calls of the platform: the last link of the chain. */
final class WorkflowCalls implements WorkflowClientCalls {
    private static final String RESULT_WAIT = "30s";

    private final FrontendCalls frontend;
    private final ClientOptions client;

    WorkflowCalls(FrontendCalls frontend, ClientOptions client) {
        this.frontend = frontend;
        this.client = client;
    }

    @Override
    public StartOutput start(StartInput input) {
        return started(frontend.postUntilHandled(input.workflowId(), "/api/workflows/start", startBody(input)));
    }

    @Override
    public StartOutput signalWithStart(SignalWithStartInput input) {
        ObjectNode body = startBody(input.start());
        if (input.start().conflictPolicy() == WorkflowIdConflictPolicy.FAIL) {
            body.put("workflowIdConflictPolicy", WorkflowIdConflictPolicy.USE_EXISTING.name());
        }
        SignalInput signal = input.signal();
        body.put("signalName", signal.signalName());
        FrontendJson.putArguments(body, "signalInputs", payloads(signal.arguments()));
        FrontendJson.putPayloads(body, "signalHeader", signal.header());
        String workflowId = input.start().workflowId();
        return started(
                frontend.postUntilHandled(workflowId, FrontendCalls.path(workflowId, "/signal-with-start"), body));
    }

    private ObjectNode startBody(StartInput input) {
        ObjectNode body = StartRequest.body(input, client.dataConverter());
        body.put("identity", client.identity());
        return body;
    }

    private static StartOutput started(JsonNode reply) {
        return new StartOutput(reply.path("runId").asText(""));
    }

    @Override
    public void signal(SignalInput input) {
        ObjectNode body = toRun(input.runId());
        body.put("signalName", input.signalName());
        body.put("requestId", input.requestId());
        FrontendJson.putArguments(body, "inputs", payloads(input.arguments()));
        FrontendJson.putPayloads(body, "header", input.header());
        frontend.post(input.workflowId(), FrontendCalls.path(input.workflowId(), "/signal"), body);
    }

    @Override
    public <R extends @Nullable Object> QueryOutput<R> query(QueryInput input) {
        ObjectNode body = toRun(input.runId());
        FrontendJson.putArguments(body, "inputs", payloads(input.arguments()));
        String asOf = input.atEvent() == 0 ? "" : "?atEvent=" + input.atEvent();
        JsonNode reply = frontend.postUntilHandled(
                input.workflowId(),
                FrontendCalls.path(input.workflowId(), "/query/" + FrontendCalls.encode(input.queryType()) + asOf),
                body);
        return new QueryOutput<>(this.<R>value(reply.path("result"), input.resultType()));
    }

    @Override
    public UpdateOutput update(UpdateInput input) {
        ObjectNode body = toRun(input.runId());
        body.put("updateName", input.updateName());
        putUpdate(body, input);
        return updated(FrontendCalls.path(input.workflowId(), "/update"), body, input);
    }

    @Override
    public UpdateOutput updateWithStart(UpdateWithStartInput input) {
        ObjectNode body = toRun("");
        body.put("requestId", input.start().requestId());
        ObjectNode start = StartRequest.body(input.start(), client.dataConverter());
        start.put("workflowIdConflictPolicy", input.start().conflictPolicy().name());
        body.set("start", start);
        putUpdate(body.putObject("update"), input.update());
        String path =
                "/update-with-start/" + FrontendCalls.encode(input.update().updateName());
        return updated(FrontendCalls.path(input.start().workflowId(), path), body, input.update());
    }

    private void putUpdate(ObjectNode body, UpdateInput input) {
        body.put("updateId", input.updateId());
        FrontendJson.putArguments(body, "inputs", payloads(input.arguments()));
        FrontendJson.putPayloads(body, "header", input.header());
        body.put("waitFor", (input.waitForCompletion() ? UpdateStage.COMPLETED : UpdateStage.ACCEPTED).name());
    }

    /** Sent again rather than asked for until the stage is reached: an update that is only admitted is kept in memory. */
    private UpdateOutput updated(String path, ObjectNode body, UpdateInput input) {
        while (true) {
            JsonNode reply = frontend.post(input.workflowId(), path, body).body();
            if (UpdateProgressJson.isReached(reply, input.waitForCompletion())) {
                UpdateProgress progress = UpdateProgressJson.read(reply, input.updateId(), input.runId());
                return new UpdateOutput(progress);
            }
        }
    }

    @Override
    public void cancel(CancelInput input) {
        frontend.post(
                input.workflowId(),
                FrontendCalls.path(input.workflowId(), "/cancel"),
                withReason(input.runId(), input.reason(), input.requestId()));
    }

    @Override
    public void terminate(TerminateInput input) {
        ObjectNode body =
                withReason(input.runId(), input.reason(), UUID.randomUUID().toString());
        List<Payload> details = payloads(input.details());
        if (!details.isEmpty()) {
            FrontendJson.putArguments(body, "inputs", details);
        }
        frontend.post(input.workflowId(), FrontendCalls.path(input.workflowId(), "/terminate"), body);
    }

    private ObjectNode withReason(String runId, String reason, String requestId) {
        ObjectNode body = toRun(runId);
        body.put("reason", reason);
        body.put("requestId", requestId);
        return body;
    }

    @Override
    public DescribeOutput describe(DescribeInput input) {
        String question = input.atEvent() == 0
                ? FrontendCalls.query("runId", input.runId())
                : "/state" + FrontendCalls.query("atEvent", Long.toString(input.atEvent()), "runId", input.runId());
        JsonNode reply = frontend.get(input.workflowId(), FrontendCalls.path(input.workflowId(), question));
        return new DescribeOutput(new RawJson(new String(FrontendJson.write(reply), StandardCharsets.UTF_8)));
    }

    @Override
    public <R extends @Nullable Object> GetResultOutput<R> getResult(GetResultInput input) {
        String path = FrontendCalls.path(
                input.workflowId(), "/result" + FrontendCalls.query("wait", RESULT_WAIT, "runId", input.runId()));
        while (true) {
            JsonNode reply = frontend.get(input.workflowId(), path);
            WorkflowStatus status = WorkflowStatus.valueOf(reply.path("status").asText("RUNNING"));
            if (status == WorkflowStatus.COMPLETED) {
                return new GetResultOutput<>(this.<R>value(reply.path("result"), input.resultType()));
            } else if (!status.isOpen() && status != WorkflowStatus.CONTINUED_AS_NEW) {
                throw failed(input, reply, status);
            }
        }
    }

    private WorkflowFailedException failed(GetResultInput input, JsonNode reply, WorkflowStatus status) {
        Failure failure = FailureJson.read(reply.path("failure"));
        WorkflowRun ended =
                new WorkflowRun(input.workflowId(), reply.path("runId").asText(input.runId()));
        return new WorkflowFailedException(
                ended,
                status,
                failure.isNone() ? null : client.failureConverter().toException(failure, client.dataConverter()));
    }

    private ObjectNode toRun(String runId) {
        ObjectNode body = FrontendJson.object();
        if (!runId.isEmpty()) {
            body.put("runId", runId);
        }
        body.put("identity", client.identity());
        return body;
    }

    private List<Payload> payloads(List<@Nullable Object> values) {
        return client.dataConverter().toPayloads(values.toArray());
    }

    @SuppressWarnings("NullAway") // R says whether null is a value
    private <R extends @Nullable Object> R value(JsonNode result, Type type) {
        return client.dataConverter().<R>fromPayload(FrontendJson.payload(result), type);
    }
}
