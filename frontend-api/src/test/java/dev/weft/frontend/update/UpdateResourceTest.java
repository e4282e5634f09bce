package dev.weft.frontend.update;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UpdateResourceTest {
    @Inject
    InMemoryPlatform platform;

    private String id;

    @BeforeEach
    void startWorkflow() {
        id = newId();
        Api.start(id);
        platform.completeTask(id);
    }

    @Test
    void updateAnswersWithItsResult() {
        var response = update("u1", "COMPLETED");
        awaitTask();
        platform.completeTask(
                id,
                new Command.AcceptUpdate("u1"),
                new Command.CompleteUpdate("u1", Payload.json("[7]"), Failure.NONE));

        response.join()
                .statusCode(200)
                .body("updateId", equalTo("u1"))
                .body("status", equalTo("COMPLETED"))
                .body("result[0]", equalTo(7));
        get("/api/workflows/" + id + "/update/u1").statusCode(200).body("result[0]", equalTo(7));
        assertThat(update("u1", "COMPLETED").join().extract().<Integer>path("result[0]"))
                .isEqualTo(7);
    }

    @Test
    void updateThatOnlyWaitsForAcceptanceIsAnsweredThen() {
        var response = update("u1", "ACCEPTED");
        awaitTask();
        platform.completeTask(id, new Command.AcceptUpdate("u1"));

        response.join().statusCode(200).body("status", equalTo("ACCEPTED")).body("$", not(hasKey("result")));
    }

    @Test
    void rejectionByTheValidatorIsAnOutcome() {
        var response = update("u1", "COMPLETED");
        awaitTask();
        platform.rejectUpdate(id, "u1", "too much");

        response.join()
                .statusCode(200)
                .body("status", equalTo("REJECTED"))
                .body("failure.kind", equalTo("Application"))
                .body("failure.message", equalTo("too much"))
                .body("failure.type", equalTo("Refused"));
    }

    @Test
    void failureOfTheHandlerIsAnOutcome() {
        var response = update("u1", "COMPLETED");
        awaitTask();
        Failure failure = Failure.of(new FailureInfo.Application("no", "Broken", false, "", List.of(), Duration.ZERO));
        platform.completeTask(
                id, new Command.AcceptUpdate("u1"), new Command.CompleteUpdate("u1", Payload.NONE, failure));

        response.join()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("failure.message", equalTo("no"))
                .body("$", not(hasKey("result")));
    }

    @Test
    void stageReachedIsToldWhenTheTimeIsOver() {
        var admitted = update("u1", "COMPLETED").join();
        admitted.statusCode(202)
                .header("Location", equalTo("/api/workflows/" + id + "/update/u1"))
                .body("status", equalTo("ADMITTED"));

        platform.completeTask(id, new Command.AcceptUpdate("u1"));

        get("/api/workflows/" + id + "/update/u1").statusCode(202).body("status", equalTo("ACCEPTED"));
        get("/api/workflows/" + id + "/update/u1?waitFor=ACCEPTED").statusCode(200);
    }

    @Test
    void badUpdatesAreRefused() {
        post("/api/workflows/" + newId() + "/update", "{\"updateName\": \"set\"}")
                .statusCode(404);
        post("/api/workflows/" + id + "/update", "{\"data\": 1}").statusCode(422);
        post("/api/workflows/" + id + "/update", "{\"updateName\": \"set\", \"waitFor\": \"ADMITTED\"}")
                .statusCode(422);
        get("/api/workflows/" + id + "/update/nosuch").statusCode(404);
        get("/api/workflows/" + id + "/update/u1?waitFor=x").statusCode(422);
    }

    private CompletableFuture<ValidatableResponse> update(String updateId, String waitFor) {
        String body = "{\"updateName\": \"set\", \"data\": 7, \"updateId\": \"%s\", \"waitFor\": \"%s\"}"
                .formatted(updateId, waitFor);
        return CompletableFuture.supplyAsync(() -> post("/api/workflows/" + id + "/update", body));
    }

    private void awaitTask() {
        await().until(() -> platform.hasTask(id));
    }
}
