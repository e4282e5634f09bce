package dev.weft.frontend;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;

/** Calls as a client makes them. */
public final class Api {
    private Api() {}

    public static String newId() {
        return "w-" + UUID.randomUUID();
    }

    public static ValidatableResponse post(String path, String body) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    public static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    public static ValidatableResponse delete(String path) {
        return given().urlEncodingEnabled(false).delete(path).then();
    }

    /** The call is refused as invalid, with a sentence that names the field and what is wrong. */
    public static void refuses(String path, String body, String field, String why) {
        post(path, body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:invalid"))
                .body("detail", allOf(containsString("xpected"), containsString(field), containsString(why)));
    }

    /** Starts a workflow of type {@code Order}; returns its run id. */
    public static String start(String workflowId) {
        return start(workflowId, "Order");
    }

    public static String start(String workflowId, String workflowType) {
        String body = "{\"workflowType\": \"%s\", \"taskQueue\": \"orders\", \"workflowId\": \"%s\"}"
                .formatted(workflowType, workflowId);
        return post("/api/workflows/start", body).statusCode(201).extract().path("runId");
    }
}
