package dev.weft.frontend.update;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.request.ClientRequest.UpdateWithStart;
import dev.weft.core.request.ClientRequest.UpdateWorkflow;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.InMemoryPlatform.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UpdateWithStartResourceTest {
    private static final String START =
            "{\"workflowType\": \"Cart\", \"taskQueue\": \"shop\", \"workflowIdConflictPolicy\": \"%s\"}";

    @Inject
    InMemoryPlatform platform;

    private String id;
    private String path;

    @BeforeEach
    void newWorkflowId() {
        id = newId();
        path = "/api/workflows/" + id + "/update-with-start/add";
    }

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @Test
    void updateWithStartStartsARunAndAnswersWithTheUpdatesOutcome() {
        var response = call("USE_EXISTING", "{\"updateId\": \"u1\", \"data\": 7}");
        completeUpdate("u1");

        String runId = response.join()
                .statusCode(200)
                .body("updateId", equalTo("u1"))
                .body("status", equalTo("COMPLETED"))
                .body("result", equalTo(12))
                .extract()
                .path("runId");
        get("/api/workflows/" + id).body("runId", equalTo(runId)).body("workflowType", equalTo("Cart"));
    }

    @Test
    void updateWithStartUsesTheOpenRun() {
        String runId = Api.start(id);
        platform.completeTask(id);

        var response = call("USE_EXISTING", "{\"updateId\": \"u1\"}");
        completeUpdate("u1");

        response.join().statusCode(200).body("runId", equalTo(runId));
    }

    @Test
    void updateWithStartIsAConflictWhenTheOpenRunIsNotToBeUsed() {
        String runId = Api.start(id);

        call("FAIL", "{}").join().statusCode(409).body("runId", equalTo(runId));
    }

    @Test
    void runStaysWhenTheUpdateIsRejected() {
        var response = call("USE_EXISTING", "{\"updateId\": \"u1\"}");
        await().until(() -> platform.hasTask(id));
        platform.rejectUpdate(id, "u1", "too much");

        response.join().statusCode(200).body("status", equalTo("REJECTED"));
        get("/api/workflows/" + id).statusCode(200).body("status", equalTo("RUNNING"));
    }

    @Test
    void updateThatIsNotThereYetIsAskedForAgain() {
        var pending = call("USE_EXISTING", "{\"updateId\": \"u1\"}").join();

        String location = pending.statusCode(202).extract().header("Location");
        completeUpdate("u1");
        get(location).statusCode(200).body("result", equalTo(12));
    }

    @Test
    void updateWithStartIsAcceptedWhileHistoryIsAway() {
        platform.setFault(Fault.HISTORY_AWAY);

        call("USE_EXISTING", "{\"updateId\": \"u1\"}").join().statusCode(202).body("status", equalTo("ADMITTED"));

        platform.setFault(Fault.NONE);
        get("/api/workflows/" + id).statusCode(200);
    }

    @Test
    void requestIdNamesAnUpdateWithoutAnId() {
        call("USE_EXISTING", "{}", ", \"requestId\": \"r1\"")
                .join()
                .statusCode(202)
                .body("updateId", equalTo("r1"));
    }

    @Test
    void everyFieldReachesHistory() {
        String update =
                "{\"updateId\": \"u\", \"inputs\": [1, null], \"header\": {\"h\": 2}, \"waitFor\": \"ACCEPTED\"}";
        call("TERMINATE_EXISTING", update, ", \"identity\": \"me\"").join();

        UpdateWithStart request = platform.lastRequest(id, UpdateWithStart.class);
        assertThat(request.update())
                .isEqualTo(new UpdateWorkflow(
                        "",
                        "u",
                        "add",
                        List.of(Payload.json("1"), Payload.NONE),
                        Map.of("h", Payload.json("2")),
                        false,
                        "me"));
        assertThat(request.start().settings().workflowType()).isEqualTo("Cart");
        assertThat(request.start().conflictPolicy().name()).isEqualTo("TERMINATE_EXISTING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | start | missing",
                "{\"start\": 1, \"update\": {}} | start | object",
                "{\"start\": {}} | update | missing",
                "{\"start\": {}, \"update\": []} | update | array",
                "{\"start\": {}, \"update\": {}} | start.workflowIdConflictPolicy | missing",
                "{\"start\": {\"workflowIdConflictPolicy\": \"FAIL\"}, \"update\": {}} | start.workflowType | missing",
                "{\"start\": {\"workflowIdConflictPolicy\": \"NO\", \"workflowType\": \"t\", \"taskQueue\": \"q\"},"
                        + " \"update\": {}} | start.workflowIdConflictPolicy | FAIL",
                "{\"start\": {\"workflowIdConflictPolicy\": \"FAIL\", \"workflowId\": \"other\"}, \"update\": {}}"
                        + " | start.workflowId | differ",
                "{\"start\": {}, \"update\": {\"updateId\": \"\"}} | update.updateId | empty",
                "{\"start\": {}, \"update\": {\"waitFor\": \"EVER\"}} | update.waitFor | COMPLETED",
            })
    void invalidFieldsAreNamedWithWhatWasExpected(String body, String field, String why) {
        refuses(path, body, field, why);
    }

    @Test
    void startWithADelayIsRefused() {
        String start = "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"workflowIdConflictPolicy\": \"FAIL\","
                + " \"startDelay\": \"1h\"}";

        post(path, "{\"start\": %s, \"update\": {}}".formatted(start))
                .statusCode(422)
                .body("detail", containsString("delay"));
    }

    private CompletableFuture<ValidatableResponse> call(String conflictPolicy, String update) {
        return call(conflictPolicy, update, "");
    }

    private CompletableFuture<ValidatableResponse> call(String conflictPolicy, String update, String more) {
        String body = "{\"start\": %s, \"update\": %s%s}".formatted(START.formatted(conflictPolicy), update, more);
        return CompletableFuture.supplyAsync(() -> post(path, body));
    }

    private void completeUpdate(String updateId) {
        await().atMost(Duration.ofSeconds(5)).until(() -> platform.hasTask(id));
        platform.completeTask(
                id,
                new Command.AcceptUpdate(updateId),
                new Command.CompleteUpdate(updateId, Payload.json("12"), Failure.NONE));
    }
}
