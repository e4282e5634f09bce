package dev.weft.frontend.query;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.Reply;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.InMemoryPlatform.Fault;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueryResourceTest {
    @Inject
    InMemoryPlatform platform;

    private String id;

    @BeforeEach
    void startWorkflow() {
        platform.answerQueries("Queried", QueryResourceTest::answer);
        id = newId();
        Api.start(id, "Queried");
    }

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @Test
    void summaryShowsWhatThePendingRunWaitsFor() {
        platform.completeTask(
                id,
                new Command.ScheduleActivity(
                        "a1",
                        "Charge",
                        "",
                        List.of(Payload.json("5")),
                        Map.of(),
                        ActivitySettings.startToClose(Duration.ofSeconds(9))),
                new Command.StartTimer("t1", Duration.ofDays(3)));

        get("/api/workflows/" + id + "/query")
                .statusCode(200)
                .body("status", equalTo("RUNNING"))
                .body("workflowType", equalTo("Queried"))
                .body("taskQueue", equalTo("orders"))
                .body("pendingActivities[0].activityType", equalTo("Charge"))
                .body("pendingActivities[0].attempt", equalTo(1))
                .body("pendingActivities[0].status", equalTo("SCHEDULED"))
                .body("pendingTimers[0].timerId", equalTo("t1"))
                .body("pendingChildren", hasSize(0))
                .body("$", not(hasKey("closeTime")))
                .body("$", not(hasKey("problem")));
    }

    @Test
    void describeTellsTheSameAsTheSummary() {
        String described = get("/api/workflows/" + id).statusCode(200).extract().asString();
        String summary = get("/api/workflows/" + id + "/query").extract().asString();

        org.assertj.core.api.Assertions.assertThat(described).isEqualTo(summary);
    }

    @Test
    void handlerAnswersWithItsResult() {
        platform.completeTask(id);

        get("/api/workflows/" + id + "/query/total").statusCode(200).body("result", equalTo(42));
        post("/api/workflows/" + id + "/query/total", "{}").statusCode(200).body("result", equalTo(42));
        get("/api/workflows/" + id + "/query/nothing").statusCode(200).body("result", nullValue());
    }

    @Test
    void handlerGetsItsArguments() {
        platform.completeTask(id);

        get("/api/workflows/" + id + "/query/echo?data=%7B%22a%22%3A1%7D&data=%22b%22")
                .statusCode(200)
                .body("result", equalTo("{\"a\":1}|\"b\""));
        post("/api/workflows/" + id + "/query/echo", "{\"data\": [1, 2]}")
                .statusCode(200)
                .body("result", equalTo("[1, 2]"));
        get("/api/workflows/" + id + "/query/echo?data=nojson").statusCode(422);
    }

    @Test
    void unknownQueryTypeIsNotFound() {
        platform.completeTask(id);

        get("/api/workflows/" + id + "/query/nosuch")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("[total, echo]"));
    }

    @Test
    void failingHandlerIsAProblem() {
        platform.completeTask(id);

        get("/api/workflows/" + id + "/query/broken")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("out of order"));
    }

    @Test
    void missingWorkerIsNamedByItsTaskQueue() {
        platform.completeTask(id);

        get("/api/workflows/" + id + "/query/unanswered")
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("detail", containsString("task queue orders"));
    }

    @Test
    void readsAreUnavailableWhileHistoryIsAway() {
        platform.setFault(Fault.HISTORY_AWAY);

        get("/api/workflows/" + id + "/query").statusCode(503).body("detail", containsString("history"));
        get("/api/workflows/" + id + "/query/total").statusCode(503);
        platform.setFault(Fault.LOG_AWAY);
        get("/api/workflows/" + id).statusCode(503).body("detail", containsString("log"));
    }

    @Test
    void unknownWorkflowsAreNotFound() {
        get("/api/workflows/" + newId() + "/query").statusCode(404);
        get("/api/workflows/" + newId() + "/query/total").statusCode(404);
        get("/api/workflows/" + newId()).statusCode(404).contentType("application/problem+json");
    }

    private static Reply answer(String queryType, List<Payload> input) {
        return switch (queryType) {
            case "total" -> new Reply.QueryAnswered(Payload.json("42"), Failure.NONE);
            case "nothing" -> new Reply.QueryAnswered(Payload.NONE, Failure.NONE);
            case "echo" ->
                new Reply.QueryAnswered(
                        Payload.json("\""
                                + String.join(
                                                "|",
                                                input.stream()
                                                        .map(Payload::toString)
                                                        .toList())
                                        .replace("\"", "\\\"")
                                + "\""),
                        Failure.NONE);
            case "broken" -> new Reply.QueryAnswered(Payload.NONE, failure("IllegalState", "out of order"));
            case "unanswered" -> new Reply.None();
            default ->
                new Reply.QueryAnswered(
                        Payload.NONE,
                        failure(
                                "QueryHandlerNotFound",
                                "Expected one of the queries [total, echo], but got " + queryType));
        };
    }

    private static Failure failure(String type, String message) {
        return Failure.of(new FailureInfo.Application(message, type, false, "", List.of(), Duration.ZERO));
    }
}
