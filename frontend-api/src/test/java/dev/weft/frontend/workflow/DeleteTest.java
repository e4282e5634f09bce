package dev.weft.frontend.workflow;

import static dev.weft.frontend.Api.delete;
import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.weft.core.request.ClientRequest.DeleteWorkflow;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeleteTest {
    @Inject
    InMemoryPlatform platform;

    private String id;
    private String runId;
    private String path;

    @BeforeEach
    void startWorkflow() {
        id = newId();
        runId = Api.start(id);
        path = "/api/workflows/" + id;
    }

    @Test
    void everyParameterReachesHistory() {
        delete(path + "?runId=" + runId + "&identity=ops");

        assertThat(platform.lastRequest(id, DeleteWorkflow.class)).isEqualTo(new DeleteWorkflow(runId, "ops"));
    }

    @Test
    void nothingIsLeftOfADeletedWorkflow() {
        delete(path).statusCode(200).body("success", equalTo(true)).body("workflowId", equalTo(id));

        get(path).statusCode(404);
        get(path + "/history?runId=" + runId).statusCode(404);
        post(path + "/signal", "{\"signalName\": \"x\"}").statusCode(404);
    }

    @Test
    void deletingOneRunLeavesTheOthers() {
        post(path + "/terminate", "{}").statusCode(200);
        String second = Api.start(id);

        delete(path + "?runId=" + runId).statusCode(200);

        get(path + "/history?runId=" + runId).statusCode(404);
        get(path).statusCode(200).body("runId", equalTo(second)).body("status", equalTo("RUNNING"));
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        delete("/api/workflows/" + newId()).statusCode(404);
        delete(path + "?runId=nope").statusCode(404);
    }
}
