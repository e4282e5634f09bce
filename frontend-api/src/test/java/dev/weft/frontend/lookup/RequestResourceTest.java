package dev.weft.frontend.lookup;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.InMemoryPlatform.Fault;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RequestResourceTest {
    @Inject
    InMemoryPlatform platform;

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signal | {\"signalName\": \"s\"}",
                "cancel | {}",
                "terminate | {}",
                "pause | {}",
                "history-limit | {\"maximumEvents\": 100000}",
            })
    void requestThatWasAcceptedWhileHistoryWasAwayIsFoundLater(String call, String body) {
        String id = newId();
        String runId = Api.start(id);
        String token = accepted("POST", "/api/workflows/" + id + "/" + call, body);

        get("/api/requests/" + token)
                .statusCode(200)
                .body("success", equalTo(true))
                .body("runId", equalTo(runId));
    }

    @Test
    void resumeIsFoundLater() {
        String id = newId();
        Api.start(id);
        Api.post("/api/workflows/" + id + "/pause", "{}").statusCode(200);

        String token = accepted("POST", "/api/workflows/" + id + "/resume", "{}");

        get("/api/requests/" + token).statusCode(200).body("success", equalTo(true));
    }

    @Test
    void ofADeletedWorkflowNothingIsKnownNotEvenItsDeletion() {
        String id = newId();
        Api.start(id);

        String token = accepted("DELETE", "/api/workflows/" + id, "");

        get("/api/requests/" + token).statusCode(404);
        get("/api/workflows/" + id).statusCode(404);
    }

    private String accepted(String method, String path, String body) {
        platform.setFault(Fault.HISTORY_AWAY);
        String token = given().body(body)
                .request(method, path)
                .then()
                .statusCode(202)
                .extract()
                .path("token");
        platform.setFault(Fault.NONE);
        return token;
    }
}
