package dev.weft.frontend.reset;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.weft.core.command.Command;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.request.ClientRequest.ResetWorkflow;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.InMemoryPlatform.Fault;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ResetResourceTest {
    private static final long FIRST_TASK_COMPLETED = 4;

    @Inject
    InMemoryPlatform platform;

    private String id;
    private String runId;
    private String path;

    @BeforeEach
    void startWorkflow() {
        id = newId();
        runId = Api.start(id);
        path = "/api/workflows/" + id + "/reset";
        platform.completeTask(id, new Command.StartTimer("t", Duration.ofDays(1)));
    }

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @Test
    void newRunGoesOnFromTheEvent() {
        var response = post(path, "{\"to\": {\"eventId\": 4}, \"reason\": \"mended\"}");

        String newRunId = response.statusCode(200)
                .body("workflowId", equalTo(id))
                .body("runId", not(equalTo(runId)))
                .body("baseRunId", equalTo(runId))
                .body("resetEventId", equalTo((int) FIRST_TASK_COMPLETED))
                .extract()
                .path("runId");
        get("/api/workflows/" + id)
                .body("runId", equalTo(newRunId))
                .body("status", equalTo("RUNNING"))
                .body("origins[0].runId", equalTo(runId));
        get("/api/workflows/" + id + "?runId=" + runId).body("status", equalTo("TERMINATED"));
    }

    @Test
    void repeatedResetFindsTheSameRun() {
        String body = "{\"to\": {\"point\": \"LAST_WORKFLOW_TASK\"}, \"requestId\": \"r1\"}";
        String newRunId = post(path, body).statusCode(200).extract().path("runId");

        post(path, body).statusCode(200).body("runId", equalTo(newRunId));
    }

    @Test
    void resetIsAcceptedWhileHistoryIsAway() {
        platform.setFault(Fault.HISTORY_AWAY);
        var accepted =
                post(path, "{\"to\": {\"point\": \"FIRST_WORKFLOW_TASK\"}}").statusCode(202);
        String newRunId = accepted.extract().path("runId");
        String token = accepted.extract().path("token");
        platform.setFault(Fault.NONE);

        get("/api/requests/" + token).statusCode(200).body("runId", equalTo(newRunId));
        get("/api/workflows/" + id).body("runId", equalTo(newRunId));
    }

    @Test
    void everyFieldReachesHistory() {
        post(
                path,
                "{\"to\": {\"eventId\": 4}, \"runId\": \"%s\", \"reason\": \"why\", \"identity\": \"me\"}"
                        .formatted(runId));

        ResetWorkflow request = lastRequest();
        assertThat(request)
                .isEqualTo(new ResetWorkflow(
                        runId,
                        request.newRunId(),
                        new ResetPoint.Event(FIRST_TASK_COMPLETED),
                        true,
                        true,
                        "why",
                        "me"));
    }

    @Test
    void pointsReachHistory() {
        post(path, "{\"to\": {\"point\": \"FIRST_WORKFLOW_TASK\"}}");
        assertThat(lastRequest().point()).isEqualTo(new ResetPoint.FirstWorkflowTask());

        post(path, "{\"to\": {\"point\": \"LAST_WORKFLOW_TASK\"}}");
        assertThat(lastRequest().point()).isEqualTo(new ResetPoint.LastWorkflowTask());

        post(path, "{\"to\": {\"checkpoint\": \"paid\"}}");
        assertThat(lastRequest().point()).isEqualTo(new ResetPoint.Checkpoint("paid"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[] | true | true", "[\"SIGNAL\"] | false | true", "[\"UPDATE\"] | true | false"})
    void whatIsExcludedIsNotReapplied(String exclude, boolean signals, boolean updates) {
        post(path, "{\"to\": {\"eventId\": 4}, \"exclude\": %s}".formatted(exclude));

        ResetWorkflow request = lastRequest();
        assertThat(request.reapplySignals()).isEqualTo(signals);
        assertThat(request.reapplyUpdates()).isEqualTo(updates);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | to | exactly one",
                "{\"to\": 4} | to | number",
                "{\"to\": {}} | to | none",
                "{\"to\": {\"eventId\": 4, \"checkpoint\": \"a\"}} | to | [eventId, checkpoint]",
                "{\"to\": {\"eventId\": 0}} | to.eventId | from 1",
                "{\"to\": {\"eventId\": 4.5}} | to.eventId | whole",
                "{\"to\": {\"eventId\": 99999999999999999999}} | to.eventId | at most",
                "{\"to\": {\"eventId\": \"4\"}} | to.eventId | string",
                "{\"to\": {\"point\": \"MIDDLE\"}} | to.point | FIRST_WORKFLOW_TASK",
                "{\"to\": {\"checkpoint\": \"\"}} | to.checkpoint | empty",
                "{\"to\": {\"checkpoint\": 1}} | to.checkpoint | string",
                "{\"to\": {\"eventId\": 4}, \"exclude\": \"SIGNAL\"} | exclude | array",
                "{\"to\": {\"eventId\": 4}, \"exclude\": [\"TIMER\"]} | exclude | SIGNAL, UPDATE",
                "{\"to\": {\"eventId\": 4}, \"reason\": 1} | reason | string",
                "{\"to\": {\"eventId\": 4}, \"runId\": 1} | runId | string",
                "{\"to\": {\"eventId\": 4}, \"identity\": 1} | identity | string",
            })
    void invalidFieldsAreNamedWithWhatWasExpected(String body, String field, String why) {
        refuses(path, body, field, why);
    }

    @Test
    void unknownWorkflowIsNotFound() {
        post("/api/workflows/" + newId() + "/reset", "{\"to\": {\"eventId\": 4}}")
                .statusCode(404);
    }

    private ResetWorkflow lastRequest() {
        return platform.lastRequest(id, ResetWorkflow.class);
    }
}
