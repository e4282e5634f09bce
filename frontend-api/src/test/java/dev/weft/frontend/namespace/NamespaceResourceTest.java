package dev.weft.frontend.namespace;

import static dev.weft.frontend.Api.delete;
import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.weft.frontend.InMemoryNamespaceLog;
import dev.weft.frontend.InMemoryNamespaceLog.Fault;
import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.NamespaceChange.State;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class NamespaceResourceTest {
    private static final String NAMESPACES = "/api/namespaces";

    @Inject
    InMemoryNamespaceLog log;

    private String name;

    @BeforeEach
    void newName() {
        name = newId();
    }

    @AfterEach
    void mend() {
        log.setFault(Fault.NONE);
    }

    @Test
    void registeredNamespaceIsThereAtOnce() {
        register(", \"retention\": \"30d\", \"description\": \"Shop\", \"data\": {\"team\": \"till\"}")
                .statusCode(201)
                .header("Location", equalTo(NAMESPACES + "/" + name))
                .body("name", equalTo(name));

        get(NAMESPACES + "/" + name)
                .statusCode(200)
                .body("state", equalTo("REGISTERED"))
                .body("retention", equalTo("PT720H"))
                .body("description", equalTo("Shop"))
                .body("data.team", equalTo("till"))
                .body("registeredTime", endsWith("Z"));
        get(NAMESPACES).statusCode(200).body("namespaces.name", hasItems("default", name));
    }

    @Test
    void retentionIsThreeDaysUnlessSaid() {
        register("").statusCode(201).body("retention", equalTo("PT72H"));
    }

    @Test
    void defaultNamespaceIsAlwaysThere() {
        get(NAMESPACES + "/default").statusCode(200).body("$", not(hasKey("registeredTime")));
        register("default", "").statusCode(409);
        delete(NAMESPACES + "/default").statusCode(422).body("detail", containsString("default"));
    }

    @Test
    void takenNameIsAConflict() {
        register("").statusCode(201);

        register("")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:namespace-already-exists"))
                .body("detail", allOf(containsString(name), containsString("taken")));
    }

    @Test
    void repeatedRegistrationIsFound() {
        register(", \"requestId\": \"r1\"").statusCode(201);

        register(", \"requestId\": \"r1\"").statusCode(200).body("name", equalTo(name));
    }

    @Test
    void registrationThatCameSecondIsAConflict() {
        log.letComeFirst(change("theirs", "", "theirs"));

        register(", \"description\": \"ours\"").statusCode(409);

        get(NAMESPACES + "/" + name).body("description", equalTo("theirs"));
    }

    @Test
    void updateChangesWhatItNames() {
        register(", \"description\": \"Shop\", \"data\": {\"a\": \"1\"}");

        patch("{\"retention\": \"1h\"}").statusCode(200).body("retention", equalTo("PT1H"));
        patch("{\"data\": {\"b\": \"2\"}}").statusCode(200);

        get(NAMESPACES + "/" + name)
                .body("retention", equalTo("PT1H"))
                .body("description", equalTo("Shop"))
                .body("data", equalTo(Map.of("b", "2")));
    }

    @Test
    void updateThatCameSecondBuildsUponTheFirst() {
        register(", \"requestId\": \"r1\"");
        log.letComeFirst(change("theirs", "r1", "theirs"));

        patch("{\"retention\": \"7d\"}").statusCode(200);

        get(NAMESPACES + "/" + name).body("description", equalTo("theirs")).body("retention", equalTo("PT168H"));
    }

    @Test
    void noRunStartsInADeletedNamespace() {
        register("");
        delete(NAMESPACES + "/" + name).statusCode(200).body("state", equalTo("DELETED"));

        get(NAMESPACES + "/" + name).statusCode(200).body("state", equalTo("DELETED"));
        start(name).statusCode(404).body("detail", containsString("deleted"));
        patch("{\"retention\": \"7d\"}").statusCode(404);
        delete(NAMESPACES + "/" + name).statusCode(404);
        register("").statusCode(409).body("detail", containsString("deleted"));
    }

    @Test
    void startsInUnknownNamespacesAreRefused() {
        String start =
                "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\", \"workflowIdConflictPolicy\": \"FAIL\"}";
        String query = "?namespace=" + name;

        for (ValidatableResponse response : new ValidatableResponse[] {
            start(name),
            post(
                    "/api/workflows/w/signal-with-start" + query,
                    "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"signalName\": \"s\"}"),
            post("/api/workflows/w/update-with-start/u" + query, "{\"start\": %s, \"update\": {}}".formatted(start))
        }) {
            response.statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:weft:problem:namespace-not-found"))
                    .body("namespace", equalTo(name));
        }
    }

    @Test
    void runsKeepTheRetentionThatTheyStartedWith() {
        register(", \"retention\": \"30d\"");
        String early = start(name).statusCode(201).extract().path("workflowId");
        patch("{\"retention\": \"2h\"}");
        String late = start(name).statusCode(201).extract().path("workflowId");

        get("/api/workflows/" + early + "/history?namespace=" + name)
                .body("events[0].attributes.retention", equalTo("PT720H"));
        get("/api/workflows/" + late + "/history?namespace=" + name)
                .body("events[0].attributes.retention", equalTo("PT2H"));
    }

    @Test
    void retentionOfTheDefaultNamespaceCanBeChanged() {
        try {
            patch("default", "{\"retention\": \"4d\"}").statusCode(200);
            String id = start("default").statusCode(201).extract().path("workflowId");

            get("/api/workflows/" + id + "/history").body("events[0].attributes.retention", equalTo("PT96H"));
        } finally {
            patch("default", "{\"retention\": \"3d\"}").statusCode(200);
        }
    }

    @Test
    void changeThatIsNotOnTheLogOrNotReadBackIsNotAnswered() {
        log.setFault(Fault.LOG_AWAY);
        register("").statusCode(503).header("Retry-After", "1").body("detail", containsString("read back"));
        log.setFault(Fault.READING_AWAY);
        register("").statusCode(503);
        log.setFault(Fault.NONE);

        register("").statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name | missing",
                "{\"name\": 1} | name | number",
                "{\"name\": \"\"} | namespace | letters",
                "{\"name\": \"a/b\"} | namespace | letters",
                "{\"name\": \"n\", \"retention\": 3} | retention | duration",
                "{\"name\": \"n\", \"retention\": \"59m\"} | retention | 1 hour",
                "{\"name\": \"n\", \"retention\": \"36526d\"} | retention | 100 years",
                "{\"name\": \"n\", \"description\": 1} | description | string",
                "{\"name\": \"n\", \"data\": \"x\"} | data | object",
                "{\"name\": \"n\", \"data\": {\"a\": 1}} | data.a | string",
                "{\"name\": \"n\", \"requestId\": 1} | requestId | string",
            })
    void invalidFieldsAreNamedWithWhatWasExpected(String body, String field, String why) {
        refuses(NAMESPACES, body, field, why);
    }

    @Test
    void textsAreBounded() {
        refuses(NAMESPACES, "{\"name\": \"%s\"}".formatted("n".repeat(256)), "namespace", "255");
        String longText = "x".repeat(1001);
        refuses(NAMESPACES, "{\"name\": \"n\", \"description\": \"%s\"}".formatted(longText), "description", "1001");
        refuses(NAMESPACES, "{\"name\": \"n\", \"data\": {\"a\": \"%s\"}}".formatted(longText), "data.a", "1001");
        refuses(NAMESPACES, "{\"name\": \"n\", \"data\": {\"%s\": \"a\"}}".formatted(longText), "data", "1001");
        StringBuilder entries = new StringBuilder("\"0\": \"\"");
        for (int i = 1; i <= 100; i++) {
            entries.append(", \"").append(i).append("\": \"\"");
        }
        refuses(NAMESPACES, "{\"name\": \"n\", \"data\": {%s}}".formatted(entries), "data", "at most 100");
    }

    @Test
    void updatesAreCheckedAsRegistrationsAre() {
        register("");

        patch("{}").statusCode(422).body("detail", containsString("none is there"));
        patch("{\"retention\": \"1m\"}").statusCode(422);
        patch("no/name", "{\"retention\": \"1d\"}").statusCode(404);
        patch("no%2Fname", "{\"retention\": \"1d\"}").statusCode(422);
        patch("unknown-" + name, "{\"retention\": \"1d\"}")
                .statusCode(404)
                .body("type", equalTo("urn:weft:problem:namespace-not-found"));
        get(NAMESPACES + "/unknown-" + name).statusCode(404);
        delete(NAMESPACES + "/unknown-" + name).statusCode(404);
    }

    private ValidatableResponse register(String more) {
        return register(name, more);
    }

    private static ValidatableResponse register(String name, String more) {
        return post(NAMESPACES, "{\"name\": \"%s\"%s}".formatted(name, more));
    }

    private ValidatableResponse patch(String body) {
        return patch(name, body);
    }

    private static ValidatableResponse patch(String name, String body) {
        return given().urlEncodingEnabled(false)
                .body(body)
                .patch(NAMESPACES + "/" + name)
                .then();
    }

    private static ValidatableResponse start(String namespace) {
        return post(
                "/api/workflows/start?namespace=" + namespace,
                "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\"}");
    }

    private NamespaceChange change(String changeId, String previousId, String description) {
        return new NamespaceChange(
                name, changeId, previousId, State.REGISTERED, Duration.ofDays(1), description, Map.of(), Instant.EPOCH);
    }
}
