package dev.weft.frontend.workflow;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.InMemoryPlatform.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StartResourceTest {
    @Inject
    InMemoryPlatform platform;

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @Test
    void startAnswersWithTheRunAndItsLocation() {
        String id = newId();

        var response = post("/api/workflows/start", body(id, ""));

        response.statusCode(201)
                .contentType(ContentType.JSON)
                .header("Location", startsWith("/api/workflows/" + id + "?runId="))
                .body("workflowId", equalTo(id))
                .body("runId", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))
                .body("status", equalTo("RUNNING"))
                .body("started", equalTo(true))
                .body("createdAt", endsWith("Z"));
    }

    @Test
    void whatTheRunMayTakeAndItsDelayAreDescribed() {
        String id = newId();
        post(
                        "/api/workflows/start",
                        body(
                                id,
                                ", \"runTimeout\": \"2h\", \"startDelay\": \"1h\","
                                        + " \"retryPolicy\": {\"maximumAttempts\": 3}"))
                .statusCode(201);

        get("/api/workflows/" + id)
                .body("settings.runTimeout", equalTo("PT2H"))
                .body("settings.taskTimeout", equalTo("PT10S"))
                .body("settings.retryPolicy.maximumAttempts", equalTo(3))
                .body("nextTaskTime", endsWith("Z"));
    }

    @Test
    void startWithoutAnIdGetsOne() {
        var response = post("/api/workflows/start", "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\"}");

        response.statusCode(201).body("workflowId", notNullValue());
    }

    @Test
    void repeatedRequestIdFindsTheSameRun() {
        String id = newId();
        String runId = post("/api/workflows/start", body(id, ", \"requestId\": \"r1\""))
                .statusCode(201)
                .extract()
                .path("runId");

        var repeated = post("/api/workflows/start", body(id, ", \"requestId\": \"r1\""));

        repeated.statusCode(200).body("runId", equalTo(runId)).body("started", equalTo(true));
    }

    @Test
    void idempotencyKeyIsARequestId() {
        String id = newId();
        String runId = post("/api/workflows/start", body(id, ", \"requestId\": \"k1\""))
                .extract()
                .path("runId");

        var repeated = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k1")
                .body(body(id, ""))
                .post("/api/workflows/start")
                .then();

        repeated.statusCode(200).body("runId", equalTo(runId));
    }

    @Test
    void takenIdIsAConflictThatNamesTheOpenRun() {
        String id = newId();
        String runId = Api.start(id);

        var response = post("/api/workflows/start", body(id, ""));

        response.statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:workflow-already-started"))
                .body("runId", equalTo(runId))
                .body("workflowId", equalTo(id))
                .body("detail", startsWith("Expected"));
    }

    @Test
    void useExistingAnswersWithTheOpenRun() {
        String id = newId();
        String runId = Api.start(id);

        var response = post("/api/workflows/start", body(id, ", \"workflowIdConflictPolicy\": \"USE_EXISTING\""));

        response.statusCode(200).body("runId", equalTo(runId)).body("started", equalTo(false));
    }

    @Test
    void terminateExistingReplacesTheOpenRun() {
        String id = newId();
        String runId = Api.start(id);

        var response = post("/api/workflows/start", body(id, ", \"workflowIdConflictPolicy\": \"TERMINATE_EXISTING\""));

        response.statusCode(201).body("runId", not(equalTo(runId)));
    }

    @Test
    void reusePolicyRefusesAnIdThatHasRun() {
        String id = newId();
        Api.start(id);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.NONE));

        var response = post("/api/workflows/start", body(id, ", \"workflowIdReusePolicy\": \"REJECT_DUPLICATE\""));

        response.statusCode(409);
    }

    @Test
    void everyOptionReachesHistory() {
        String id = newId();

        post("/api/workflows/start", body(id, """
                                , "inputs": [1, "two", null], "executionTimeout": "PT1H", "runTimeout": "30m",
                                "taskTimeout": "15s", "memo": {"a": [1]}, "searchAttributes": {"k": "v"},
                                "header": {"trace": "t1"}, "identity": "me",
                                "retryPolicy": {"initialInterval": "500ms", "backoffCoefficient": 1.5,
                                  "maximumInterval": "1m", "maximumAttempts": 3, "nonRetryableErrorTypes": ["Bad"]}
                                """)).statusCode(201);

        get("/api/workflows/" + id + "/history")
                .body("events[0].attributes.input", equalTo(java.util.Arrays.asList(1, "two", null)))
                .body("events[0].attributes.executionTimeout", equalTo("PT1H"))
                .body("events[0].attributes.runTimeout", equalTo("PT30M"))
                .body("events[0].attributes.taskTimeout", equalTo("PT15S"))
                .body("events[0].attributes.memo.a[0]", equalTo(1))
                .body("events[0].attributes.searchAttributes.k", equalTo("v"))
                .body("events[0].attributes.header.trace", equalTo("t1"))
                .body("events[0].attributes.identity", equalTo("me"))
                .body("events[0].attributes.retryPolicy.initialInterval", equalTo("PT0.5S"))
                .body("events[0].attributes.retryPolicy.maximumInterval", equalTo("PT1M"))
                .body("events[0].attributes.retryPolicy.maximumAttempts", equalTo(3))
                .body("events[0].attributes.retryPolicy.nonRetryableErrorTypes[0]", equalTo("Bad"));
    }

    @Test
    void startIsAcceptedWhileHistoryIsAwayAndItsTokenFindsTheRunLater() {
        String id = newId();
        platform.setFault(Fault.HISTORY_AWAY);

        var accepted = post("/api/workflows/start", body(id, "")).statusCode(202);
        String token = accepted.extract().path("token");
        String runId = accepted.extract().path("runId");
        String location = accepted.extract().header("Location");
        get("/api/requests/" + token).statusCode(202).body("token", equalTo(token));
        platform.setFault(Fault.NONE);

        get(location)
                .statusCode(200)
                .body("runId", equalTo(runId))
                .body("workflowId", equalTo(id))
                .body("status", equalTo("RUNNING"));
    }

    @Test
    void startIsRefusedWhenTheLogDoesNotAcknowledge() {
        platform.setFault(Fault.LOG_AWAY);

        var response = post("/api/workflows/start", body(newId(), ", \"requestId\": \"again\""));

        response.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("requestId", equalTo("again"));
    }

    @Test
    void namespacesKeepTheSameIdApart() {
        String id = newId();
        Api.start(id);
        post("/api/namespaces", "{\"name\": \"other\"}").statusCode(201);
        post("/api/namespaces", "{\"name\": \"third\"}").statusCode(201);

        post("/api/workflows/start", body(id, ", \"namespace\": \"other\""))
                .statusCode(201)
                .header("Location", endsWith("&namespace=other"));
        post("/api/workflows/start?namespace=third", body(id, "")).statusCode(201);

        get("/api/workflows/" + id + "?namespace=other").statusCode(200).body("namespace", equalTo("other"));
        get("/api/workflows/" + id + "?namespace=nobody").statusCode(404);
    }

    private static String body(String id, String more) {
        return "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\", \"workflowId\": \"%s\"%s}".formatted(id, more);
    }
}
