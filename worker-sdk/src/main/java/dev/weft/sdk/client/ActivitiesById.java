package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the outcome of activities that are named by their ids. Each call returns when it was handled. */
final class ActivitiesById {
    private final FrontendCalls frontend;
    private final String identity;

    ActivitiesById(FrontendCalls frontend, String identity) {
        this.frontend = frontend;
        this.identity = identity;
    }

    void complete(ActivityReference activity, Payload result) {
        ObjectNode body = toRun(activity);
        FrontendJson.putPayloads(body, Map.of("result", result));
        post(activity, "complete", body);
    }

    void fail(ActivityReference activity, Failure failure) {
        ObjectNode body = toRun(activity);
        body.set("failure", FailureJson.write(failure));
        post(activity, "fail", body);
    }

    void cancel(ActivityReference activity, List<Payload> details) {
        ObjectNode body = toRun(activity);
        FrontendJson.putArguments(body, "inputs", details);
        post(activity, "cancel", body);
    }

    /** @return whether the workflow has asked for the activity's cancellation */
    boolean heartbeat(ActivityReference activity, List<Payload> details) {
        ObjectNode body = toRun(activity);
        FrontendJson.putArguments(body, "inputs", details);
        return post(activity, "heartbeat", body).path("cancelRequested").asBoolean();
    }

    private ObjectNode toRun(ActivityReference activity) {
        ObjectNode body = FrontendJson.object();
        if (!activity.run().runId().isEmpty()) {
            body.put("runId", activity.run().runId());
        }
        return body.put("identity", identity).put("requestId", UUID.randomUUID().toString());
    }

    private JsonNode post(ActivityReference activity, String what, ObjectNode body) {
        String workflowId = activity.run().workflowId();
        String path = "/activities/" + FrontendCalls.encode(activity.activityId()) + "/" + what;
        return frontend.postUntilHandled(workflowId, FrontendCalls.path(workflowId, path), body);
    }
}
