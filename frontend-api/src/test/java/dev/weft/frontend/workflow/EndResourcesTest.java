package dev.weft.frontend.workflow;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EndResourcesTest {

    @Inject
    InMemoryPlatform platform;

    @Test
    void cancelIsRequestedOfTheWorkflow() {
        String id = newId();
        Api.start(id);
        platform.completeTask(id);

        post("/api/workflows/" + id + "/cancel", "{\"reason\": \"enough\"}")
                .statusCode(200)
                .body("success", equalTo(true));

        get("/api/workflows/" + id).body("status", equalTo("RUNNING")).body("cancelRequested", equalTo(true));
    }

    @Test
    void cancelNeedsNoBody() {
        String id = newId();
        Api.start(id);

        given().post("/api/workflows/" + id + "/cancel").then().statusCode(200);
    }

    @Test
    void terminateClosesTheRunWithItsReason() {
        String id = newId();
        Api.start(id);

        post("/api/workflows/" + id + "/terminate", "{\"reason\": \"bar\", \"details\": [1]}")
                .statusCode(200);

        get("/api/workflows/" + id).body("status", equalTo("TERMINATED"));
        get("/api/workflows/" + id + "/history").body("events.attributes.reason", hasItem("bar"));
        get("/api/workflows/" + id + "/result")
                .body("status", equalTo("TERMINATED"))
                .body("failure.kind", equalTo("Terminated"))
                .body("failure.message", equalTo("bar"));
    }

    @Test
    void cancelAndTerminateOfUnknownWorkflowsAreNotFound() {
        post("/api/workflows/" + newId() + "/cancel", "{}").statusCode(404);
        post("/api/workflows/" + newId() + "/terminate", "{}").statusCode(404);
    }

    @Test
    void terminateOfAClosedRunIsAConflict() {
        String id = newId();
        Api.start(id);
        post("/api/workflows/" + id + "/terminate", "{}").statusCode(200);

        post("/api/workflows/" + id + "/terminate", "{}").statusCode(409);
    }

    @Test
    void aFormerRunThatTheQueryNamesIsNotTakenForTheCurrentOne() {
        String id = newId();
        String former = Api.start(id);
        post("/api/workflows/" + id + "/terminate?runId=" + former, "{}").statusCode(200);
        String current = Api.start(id);

        post("/api/workflows/" + id + "/terminate?runId=" + former, "{}").statusCode(409);
        post("/api/workflows/" + id + "/cancel?runId=" + former, "{\"runId\": \"%s\"}".formatted(current))
                .statusCode(422)
                .body("detail", containsString("different ones"));

        get("/api/workflows/" + id).body("runId", equalTo(current)).body("status", equalTo("RUNNING"));
    }
}
