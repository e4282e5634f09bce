package dev.weft.frontend.result;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.FailureInfo.Application;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.RunSettings;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.InMemoryPlatform.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResultResourceTest {
    private static final Command CONTINUE =
            new Command.ContinueAsNew(RunSettings.of("Order", "orders", List.of()), Duration.ZERO);

    @Inject
    InMemoryPlatform platform;

    @AfterEach
    void mend() {
        platform.setFault(Fault.NONE);
    }

    @Test
    void resultOfAClosedRunIsThereAtOnce() {
        String id = newId();
        String runId = Api.start(id);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.json("{\"sum\": 3}")));

        get("/api/workflows/" + id + "/result?wait=0s")
                .statusCode(200)
                .body("workflowId", equalTo(id))
                .body("runId", equalTo(runId))
                .body("status", equalTo("COMPLETED"))
                .body("result.sum", equalTo(3))
                .body("$", not(hasKey("failure")));
    }

    @Test
    void waitOfLessThanAMillisecondLooksOnce() {
        String id = newId();
        Api.start(id);

        get("/api/workflows/" + id + "/result?wait=PT0.0001S").statusCode(200).body("status", equalTo("RUNNING"));
    }

    @Test
    void waitIsAnsweredWhenTheRunCloses() {
        String id = newId();
        Api.start(id);

        var waiting = result(id, "?wait=20s");
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.NONE));

        waiting.join().statusCode(200).body("status", equalTo("COMPLETED")).body("$", hasKey("result"));
    }

    @Test
    void statusIsRunningWhenTheWaitRanOut() {
        String id = newId();
        String runId = Api.start(id);

        get("/api/workflows/" + id + "/result?wait=100ms")
                .statusCode(200)
                .body("status", equalTo("RUNNING"))
                .body("runId", equalTo(runId))
                .body("$", not(hasKey("result")));
        get("/api/workflows/" + id + "/result?wait=0s").body("status", equalTo("RUNNING"));
    }

    @Test
    void failureIsToldWithItsCauses() {
        String id = newId();
        Api.start(id);
        Failure failure = Failure.of(new Application("root", "Io", true, "at X", List.of(), Duration.ZERO))
                .wrappedIn(new FailureInfo.Activity(
                        "activity failed", "Charge", "a1", 5, 6, "w", RetryState.NON_RETRYABLE_FAILURE));
        platform.completeTask(id, new Command.FailWorkflow(failure));

        get("/api/workflows/" + id + "/result")
                .statusCode(200)
                .body("status", equalTo("FAILED"))
                .body("failure.kind", equalTo("Activity"))
                .body("failure.activityType", equalTo("Charge"))
                .body("failure.retryState", equalTo("NON_RETRYABLE_FAILURE"))
                .body("failure.cause.kind", equalTo("Application"))
                .body("failure.cause.type", equalTo("Io"))
                .body("failure.cause.stackTrace", equalTo("at X"))
                .body("failure.cause.nonRetryable", equalTo(true));
    }

    @Test
    void waitFollowsContinueAsNew() {
        String id = newId();
        String first = Api.start(id);

        var waiting = result(id, "?wait=20s");
        platform.completeTask(id, CONTINUE);
        platform.completeTask(id, CONTINUE);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.json("9")));

        waiting.join()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("result", equalTo(9))
                .body("runId", not(equalTo(first)));
    }

    @Test
    void earlierRunLeadsToTheOutcomeOfItsChain() {
        String id = newId();
        String first = Api.start(id);
        platform.completeTask(id, CONTINUE);
        platform.completeTask(id, CONTINUE);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.json("9")));
        Api.start(id);

        get("/api/workflows/" + id + "/result?runId=" + first)
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("result", equalTo(9));
        get("/api/workflows/" + id + "/result?runId=" + first + "&followRuns=false")
                .statusCode(200)
                .body("runId", equalTo(first))
                .body("status", equalTo("CONTINUED_AS_NEW"))
                .body("$", hasKey("nextRunId"));
    }

    @Test
    void waitsOutliveAnOutageOfHistory() {
        String id = newId();
        Api.start(id);

        var waiting = result(id, "?wait=20s");
        assertThat(platform.hasTask(id)).isTrue();
        platform.setFault(Fault.HISTORY_AWAY);
        platform.setFault(Fault.NONE);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.NONE));

        waiting.join().statusCode(200).body("status", equalTo("COMPLETED"));
    }

    @Test
    void badWaitsAreRefused() {
        String id = newId();
        Api.start(id);

        get("/api/workflows/" + id + "/result?wait=soon").statusCode(422).body("detail", containsString("wait"));
        get("/api/workflows/" + newId() + "/result").statusCode(404).contentType("application/problem+json");
    }

    private static CompletableFuture<ValidatableResponse> result(String id, String query) {
        return CompletableFuture.supplyAsync(() -> get("/api/workflows/" + id + "/result" + query));
    }
}
