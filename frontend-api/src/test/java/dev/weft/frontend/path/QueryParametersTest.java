package dev.weft.frontend.path;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weft.frontend.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueryParametersTest {

    @Test
    void aMisspeltParameterIsRefusedWithThoseThatAreTaken() {
        String id = newId();
        Api.start(id);

        get("/api/workflows/" + id + "/state?atevent=1")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:invalid"))
                .body("detail", allOf(containsString("[atEvent, namespace, runId]"), containsString("\"atevent\"")));
        post("/api/workflows/" + id + "/terminate?run=x", "{}").statusCode(422);

        get("/api/workflows/" + id).body("status", equalTo("RUNNING"));
    }

    @Test
    void clientsOfTheSchemaRegistryMayAskForWhatIsNotThere() {
        get("/subjects?deleted=false").statusCode(200);
    }
}
