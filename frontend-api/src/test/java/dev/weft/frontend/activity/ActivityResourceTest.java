package dev.weft.frontend.activity;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.request.ClientRequest.ReportActivityById;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ActivityResourceTest {
    private static final long SCHEDULED_EVENT = 5;

    @Inject
    InMemoryPlatform platform;

    private String id;
    private String runId;

    @BeforeEach
    void scheduleActivity() {
        id = newId();
        runId = Api.start(id);
        platform.completeTask(
                id,
                new Command.ScheduleActivity(
                        "pay/1",
                        "Pay",
                        "orders",
                        List.of(),
                        Map.of(),
                        ActivitySettings.startToClose(Duration.ofMinutes(9))));
    }

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @Test
    void completionByIdIsTheResultOfTheActivity() {
        post(path("complete"), "{\"result\": {\"paid\": 9.50}, \"identity\": \"till\"}")
                .statusCode(200)
                .body("success", equalTo(true))
                .body("runId", equalTo(runId));

        get("/api/workflows/" + id).body("pendingActivities", hasSize(0));
        platform.completeTask(id);
        get("/api/workflows/" + id + "/history")
                .body("events.eventType", hasItem("ActivityTaskCompleted"))
                .body("events.attributes.result.paid", hasItem(9.5f))
                .body("events.attributes.identity", hasItem("till"));
    }

    @Test
    void repeatedCompletionCountsOnce() {
        post(path("complete"), "{\"requestId\": \"c1\"}").statusCode(200);
        post(path("complete"), "{\"requestId\": \"c1\"}").statusCode(200);
    }

    @Test
    void failureByIdIsRetriedAsThePolicySays() {
        post(path("fail"), "{\"failure\": {\"message\": \"no money\", \"type\": \"Broke\"}}")
                .statusCode(200);

        get("/api/workflows/" + id)
                .body("pendingActivities[0].status", equalTo("BACKING_OFF"))
                .body("pendingActivities[0].attempt", equalTo(2))
                .body("pendingActivities[0].lastFailure.message", equalTo("no money"))
                .body("pendingActivities[0].lastFailure.type", equalTo("Broke"));
    }

    @Test
    void everyFieldOfAFailureReachesHistory() {
        post(path("fail"), """
                {"runId": "%s", "identity": "till", "failure": {
                  "message": "m", "type": "T", "nonRetryable": true, "stackTrace": "at X", "details": [1, "b"],
                  "nextRetryDelay": "30s", "cause": {"kind": "Canceled", "message": "c", "details": [2]}}}
                """.formatted(runId)).statusCode(200);

        Failure failure = Failure.of(new FailureInfo.Canceled("c", List.of(Payload.json("2"))))
                .wrappedIn(new FailureInfo.Application(
                        "m",
                        "T",
                        true,
                        "at X",
                        List.of(Payload.json("1"), Payload.json("\"b\"")),
                        Duration.ofSeconds(30)));
        assertThat(platform.lastRequest(id, ReportActivityById.class))
                .isEqualTo(new ReportActivityById(runId, "pay/1", new ActivityOutcome.Failed(failure), "till"));
    }

    @Test
    void cancellationByIdNeedsTheWorkflowsWish() {
        post(path("heartbeat"), "{}").statusCode(200);
        post(path("cancel"), "{\"details\": \"stopped\"}").statusCode(422);
        askForCancellation();

        post(path("cancel"), "{\"details\": \"stopped\"}").statusCode(200);

        get("/api/workflows/" + id).body("pendingActivities", hasSize(0));
    }

    @Test
    void heartbeatByIdKeepsItsDetailsAndTellsOfACancellation() {
        post(path("heartbeat"), "{\"details\": {\"done\": 3}}").statusCode(200).body("cancelRequested", equalTo(false));

        get("/api/workflows/" + id).body("pendingActivities[0].heartbeatDetails[0].done", equalTo(3));
        askForCancellation();
        post(path("heartbeat"), "{\"inputs\": [1, 2]}").statusCode(200).body("cancelRequested", equalTo(true));
        assertThat(platform.lastRequest(id, ReportActivityById.class).outcome())
                .isEqualTo(new ActivityOutcome.Heartbeat(List.of(Payload.json("1"), Payload.json("2"))));
    }

    @Test
    void completionIsAcceptedWhileHistoryIsAway() {
        platform.setFault(Fault.HISTORY_AWAY);
        String token = post(path("complete"), "{}").statusCode(202).extract().path("token");
        post(path("heartbeat"), "{}").statusCode(503).body("type", equalTo("urn:weft:problem:history-unavailable"));
        platform.setFault(Fault.NONE);

        get("/api/requests/" + token).statusCode(200).body("success", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "fail", "cancel", "heartbeat"})
    void activityThatIsNotPendingIsNotFound(String call) {
        post("/api/workflows/" + id + "/activities/none/" + call, "{\"failure\": {\"message\": \"m\"}}")
                .statusCode(404)
                .body("type", equalTo("urn:weft:problem:activity-not-found"));
        post("/api/workflows/" + newId() + "/activities/none/" + call, "{\"failure\": {\"message\": \"m\"}}")
                .statusCode(404)
                .body("type", equalTo("urn:weft:problem:workflow-not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "fail", "cancel", "heartbeat"})
    void closedRunIsAConflict(String call) {
        post("/api/workflows/" + id + "/terminate", "{}").statusCode(200);

        post(path(call), "{\"failure\": {\"message\": \"m\"}}").statusCode(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "complete | {\"runId\": 1} | runId | string",
                "complete | {\"identity\": 1} | identity | string",
                "complete | {\"requestId\": 1} | requestId | string",
                "fail | {} | failure | missing",
                "fail | {\"failure\": \"m\"} | failure | object",
                "fail | {\"failure\": {}} | failure.message | missing",
                "fail | {\"failure\": {\"message\": 1}} | failure.message | string",
                "fail | {\"failure\": {\"message\": \"m\", \"type\": 1}} | failure.type | string",
                "fail | {\"failure\": {\"message\": \"m\", \"nonRetryable\": 1}} | failure.nonRetryable | true or false",
                "fail | {\"failure\": {\"message\": \"m\", \"stackTrace\": 1}} | failure.stackTrace | string",
                "fail | {\"failure\": {\"message\": \"m\", \"details\": 1}} | failure.details | array",
                "fail | {\"failure\": {\"message\": \"m\", \"nextRetryDelay\": 1}} | failure.nextRetryDelay | duration",
                "fail | {\"failure\": {\"message\": \"m\", \"cause\": 1}} | failure.cause | object",
                "fail | {\"failure\": {\"message\": \"m\", \"cause\": {}}} | failure.cause.message | missing",
                "fail | {\"failure\": {\"message\": \"m\", \"kind\": \"Odd\"}} | failure | Odd",
                "fail | {\"failure\": {\"message\": \"m\", \"kind\": 7}} | failure.kind | string",
                "cancel | {\"details\": 1, \"inputs\": [1]} | inputs | only one",
                "heartbeat | {\"inputs\": 1} | inputs | array",
            })
    void invalidFieldsAreNamedWithWhatWasExpected(String call, String body, String field, String why) {
        refuses(path(call), body, field, why);
    }

    private void askForCancellation() {
        post("/api/workflows/" + id + "/signal", "{\"signalName\": \"stop\"}").statusCode(200);
        platform.completeTask(id, new Command.RequestCancelActivity(SCHEDULED_EVENT));
    }

    private String path(String call) {
        return "/api/workflows/" + id + "/activities/pay%2F1/" + call;
    }
}
