package dev.weft.frontend.workflow;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.InMemoryPlatform.Fault;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignalResourceTest {
    private static final String ADD = "{\"signalName\": \"add\", \"data\": {\"n\": 1.50}, \"requestId\": \"s1\"}";

    @Inject
    InMemoryPlatform platform;

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @Test
    void signalIsInHistoryWithItsDataAsItWasSent() {
        String id = newId();
        String runId = Api.start(id);
        platform.completeTask(id);

        post("/api/workflows/" + id + "/signal", ADD)
                .statusCode(200)
                .body("success", equalTo(true))
                .body("runId", equalTo(runId));

        String history = get("/api/workflows/" + id + "/history").extract().asString();
        org.assertj.core.api.Assertions.assertThat(history).contains("\"signalName\":\"add\",\"input\":{\"n\": 1.50}");
    }

    @Test
    void repeatedSignalCountsOnce() {
        String id = newId();
        Api.start(id);
        platform.completeTask(id);

        post("/api/workflows/" + id + "/signal", ADD).statusCode(200);
        post("/api/workflows/" + id + "/signal", ADD).statusCode(200);

        get("/api/workflows/" + id + "/history")
                .body("events.findAll { it.eventType == 'WorkflowExecutionSignaled' }", hasSize(1));
    }

    @Test
    void signalToAnUnknownWorkflowIsNotFound() {
        post("/api/workflows/" + newId() + "/signal", ADD)
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:workflow-not-found"));
    }

    @Test
    void signalToAClosedWorkflowIsAConflict() {
        String id = newId();
        Api.start(id);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.NONE));

        post("/api/workflows/" + id + "/signal", ADD)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:workflow-closed"))
                .body("detail", containsString("COMPLETED"));
    }

    @Test
    void signalIsAcceptedWhileHistoryIsAway() {
        String id = newId();
        Api.start(id);
        platform.setFault(Fault.HISTORY_AWAY);

        String location = post("/api/workflows/" + id + "/signal", ADD)
                .statusCode(202)
                .body("status", equalTo("ACCEPTED"))
                .body("requestId", equalTo("s1"))
                .extract()
                .header("Location");
        platform.setFault(Fault.NONE);

        get(location).statusCode(200).body("success", equalTo(true));
    }

    @Test
    void signalWithStartStartsAndThenSignalsTheOpenRun() {
        String id = newId();
        String body = "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\", \"input\": 7,"
                + " \"signalName\": \"add\", \"data\": 1}";

        String runId = post("/api/workflows/" + id + "/signal-with-start", body)
                .statusCode(201)
                .extract()
                .path("runId");
        platform.completeTask(id);
        post("/api/workflows/" + id + "/signal-with-start", body)
                .statusCode(200)
                .body("runId", equalTo(runId))
                .body("started", equalTo(false));

        get("/api/workflows/" + id + "/history")
                .body("events[0].attributes.input", equalTo(7))
                .body("events.eventType", hasItems("WorkflowExecutionStarted", "WorkflowExecutionSignaled"))
                .body("events.findAll { it.eventType == 'WorkflowExecutionSignaled' }", hasSize(2));
    }

    @Test
    void signalWithStartOfAnotherIdThanThatOfThePathIsInvalid() {
        String body = "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\", \"workflowId\": \"other\","
                + " \"signalName\": \"add\"}";

        Api.refuses("/api/workflows/" + newId() + "/signal-with-start", body, "workflowId", "differ");
    }

    @Test
    void idsMayHoldAnythingThatIsPercentEncoded() {
        String id = newId() + "/a b+c?ü%";
        String encoded = id.replace("%", "%25")
                .replace("/", "%2F")
                .replace(" ", "%20")
                .replace("?", "%3F")
                .replace("ü", "%C3%BC");
        Api.start(id);

        post("/api/workflows/" + encoded + "/signal", ADD).statusCode(200).body("workflowId", equalTo(id));
        get("/api/workflows/" + encoded).statusCode(200).body("workflowId", equalTo(id));
    }
}
