package dev.weft.frontend.pause;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.weft.core.request.ClientRequest.PauseWorkflow;
import dev.weft.core.request.ClientRequest.ResumeWorkflow;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PauseResourcesTest {
    @Inject
    InMemoryPlatform platform;

    private String id;
    private String runId;

    @BeforeEach
    void startWorkflow() {
        id = newId();
        runId = Api.start(id);
        platform.completeTask(id);
    }

    @Test
    void everyFieldReachesHistory() {
        String body = "{\"reason\": \"why\", \"runId\": \"%s\", \"identity\": \"ops\"}".formatted(runId);

        post(path("pause"), body);
        assertThat(platform.lastRequest(id, PauseWorkflow.class)).isEqualTo(new PauseWorkflow(runId, "why", "ops"));

        post(path("resume"), body);
        assertThat(platform.lastRequest(id, ResumeWorkflow.class)).isEqualTo(new ResumeWorkflow(runId, "why", "ops"));
    }

    @Test
    void pausedRunTellsWhoHoldsItUntilItIsResumed() {
        post(path("pause"), "{\"reason\": \"audit\", \"identity\": \"ops\"}")
                .statusCode(200)
                .body("success", equalTo(true))
                .body("runId", equalTo(runId));

        get("/api/workflows/" + id)
                .body("status", equalTo("PAUSED"))
                .body("pause.reason", equalTo("audit"))
                .body("pause.identity", equalTo("ops"))
                .body("pause.since", endsWith("Z"));

        post(path("resume"), "{\"reason\": \"done\"}").statusCode(200);

        get("/api/workflows/" + id).body("status", equalTo("RUNNING")).body("$", not(hasKey("pause")));
    }

    @Test
    void pausingAPausedRunAndResumingARunningOneChangeNothing() {
        post(path("resume"), "{}").statusCode(200);
        post(path("pause"), "{\"reason\": \"first\"}").statusCode(200);
        post(path("pause"), "{\"reason\": \"second\"}").statusCode(200);

        get("/api/workflows/" + id).body("pause.reason", equalTo("first"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void closedRunIsAConflict(String call) {
        post(path("terminate"), "{}").statusCode(200);

        post(path(call), "{}").statusCode(409).body("type", equalTo("urn:weft:problem:workflow-closed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void unknownWorkflowIsNotFound(String call) {
        post("/api/workflows/" + newId() + "/" + call, "{}").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void fieldsOfAnotherTypeAreRefused(String call) {
        refuses(path(call), "{\"reason\": 1}", "reason", "string");
        refuses(path(call), "{\"runId\": []}", "runId", "array");
        refuses(path(call), "{\"identity\": {}}", "identity", "object");
        refuses(path(call), "{\"requestId\": true}", "requestId", "boolean");
    }

    private String path(String call) {
        return "/api/workflows/" + id + "/" + call;
    }
}
