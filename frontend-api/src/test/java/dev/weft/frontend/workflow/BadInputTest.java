package dev.weft.frontend.workflow;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weft.frontend.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputTest {
    private static final String START = "/api/workflows/start";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{not json",
                "[]",
                "\"text\"",
                "  ",
                "{} {}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": tru}",
                "{\"workflowType\": \"x"
            })
    void malformedBodiesAreMalformed(String body) {
        post(START, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:malformed"))
                .body("status", equalTo(400))
                .body("detail", containsString("Expected"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"taskQueue\": \"q\"} | workflowType | missing",
                "{\"workflowType\": \"t\"} | taskQueue | missing",
                "{\"workflowType\": null, \"taskQueue\": \"q\"} | workflowType | missing",
                "{\"workflowType\": 5, \"taskQueue\": \"q\"} | workflowType | number",
                "{\"workflowType\": \"\", \"taskQueue\": \"q\"} | workflowType | empty",
                "{\"workflowType\": \"t\", \"taskQueue\": [\"q\"]} | taskQueue | array",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"workflowId\": {}} | workflowId | object",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"workflowId\": \"a\\u0000b\"} | workflowId | control",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"workflowId\": \"\\ud800\"} | workflowId | Unicode",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"runTimeout\": \"soon\"} | runTimeout | soon",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"runTimeout\": 30} | runTimeout | number",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"runTimeout\": \"PT-1S\"} | runTimeout | between",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"taskTimeout\": \"5m\"} | taskTimeout | PT2M",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"input\": 1, \"inputs\": [1]} | inputs | only one",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"inputs\": 1} | inputs | array",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"memo\": 1} | memo | object",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"namespace\": \"a/b\"} | namespace | letters",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"workflowIdReusePolicy\": \"NO\"} | ReusePolicy | ALLOW",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"retryPolicy\": {\"maximumAttempts\": \"3\"}}"
                        + " | retryPolicy.maximumAttempts | string",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"retryPolicy\": {\"maximumAttempts\": 1e3}}"
                        + " | retryPolicy.maximumAttempts | whole",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"retryPolicy\": {\"maximumAttempts\": 99999999999}}"
                        + " | retryPolicy.maximumAttempts | at most",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"retryPolicy\": {\"backoffCoefficient\": 0.5}}"
                        + " | backoffCoefficient | 0.5",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"retryPolicy\": {\"backoffCoefficient\": 1e999}}"
                        + " | retryPolicy.backoffCoefficient | 1e999",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"retryPolicy\": {\"initialInterval\": \"0s\"}}"
                        + " | retryPolicy.initialInterval | above zero",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\","
                        + " \"retryPolicy\": {\"initialInterval\": \"5s\", \"maximumInterval\": \"1s\"}}"
                        + " | retryPolicy.maximumInterval | PT1S",
                "{\"workflowType\": \"t\", \"taskQueue\": \"q\","
                        + " \"retryPolicy\": {\"nonRetryableErrorTypes\": [\"a\", 7]}}"
                        + " | retryPolicy.nonRetryableErrorTypes[1] | number",
            })
    void invalidFieldsAreNamedWithWhatWasExpected(String body, String field, String why) {
        Api.refuses(START, body, field, why);
    }

    @Test
    void namesAreBounded() {
        String body = "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"workflowId\": \"%s\"}";

        post(START, body.formatted("x".repeat(1000))).statusCode(201);
        post(START, body.formatted("x".repeat(1001))).statusCode(422).body("detail", containsString("1001"));
        get("/api/workflows/" + "x".repeat(1001)).statusCode(422);
        get("/api/workflows/a%00b").statusCode(422);
        get("/api/workflows/%20").statusCode(422);
    }

    @Test
    void differentRequestIdsInHeaderAndBodyAreInvalid() {
        given().header("Idempotency-Key", "a")
                .body("{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"requestId\": \"b\"}")
                .post(START)
                .then()
                .statusCode(422);
    }

    @Test
    void signalNeedsAName() {
        String id = newId();
        Api.start(id);

        post("/api/workflows/" + id + "/signal", "{\"data\": 1}")
                .statusCode(422)
                .body("detail", containsString("signalName"));
    }

    @Test
    void contentTypeDoesNotMatter() {
        given().contentType("text/plain")
                .body("{\"workflowType\": \"t\", \"taskQueue\": \"q\"}")
                .post(START)
                .then()
                .statusCode(201);
    }

    @Test
    void tokensThatWereNotGivenOutAreUnknown() {
        get("/api/requests/xyz").statusCode(404).contentType("application/problem+json");
        get("/api/requests/%21%21").statusCode(404);
        get("/api/requests/ZGVmYXVsdABub25lAHIx").statusCode(404);
    }
}
