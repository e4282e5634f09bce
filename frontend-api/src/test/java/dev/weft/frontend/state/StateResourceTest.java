package dev.weft.frontend.state;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.request.ClientRequest.QueryWorkflow;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StateResourceTest {
    @Inject
    InMemoryPlatform platform;

    private String id;
    private String runId;

    @BeforeEach
    void startWorkflow() {
        id = newId();
        runId = Api.start(id);
        platform.completeTask(
                id, new Command.StartTimer("t1", Duration.ofDays(1)), new Command.StartTimer("t2", Duration.ofDays(2)));
    }

    @Test
    void stateAsOfAnEventHasNothingThatCameLater() {
        get(state("?atEvent=5"))
                .statusCode(200)
                .body("runId", equalTo(runId))
                .body("historyLength", equalTo(5))
                .body("pendingTimers.timerId", equalTo(List.of("t1")));
        get(state("?atEvent=2")).body("pendingTimers", hasSize(0));
    }

    @Test
    void stateWithoutAnEventIsTheDescription() {
        String described = get("/api/workflows/" + id).extract().asString();

        assertThat(get(state("")).statusCode(200).extract().asString()).isEqualTo(described);
    }

    @Test
    void formerRunsAreDescribedToo() {
        platform.completeTask(id);
        post("/api/workflows/" + id + "/signal", "{\"signalName\": \"next\"}").statusCode(200);
        platform.completeTask(
                id, new Command.ContinueAsNew(RunSettings.of("Order", "orders", List.of()), Duration.ZERO));

        get("/api/workflows/" + id + "?runId=" + runId)
                .statusCode(200)
                .body("runId", equalTo(runId))
                .body("status", equalTo("CONTINUED_AS_NEW"));
        get(state("?atEvent=5&runId=" + runId)).statusCode(200).body("status", equalTo("RUNNING"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,from 1",
        "-3,from 1",
        "soon,id of an event",
        "5.5,id of an event",
        "99999999999999999999,id of an event"
    })
    void atEventIsTheIdOfAnEvent(String atEvent, String why) {
        get(state("?atEvent=" + atEvent))
                .statusCode(422)
                .body("type", equalTo("urn:weft:problem:invalid"))
                .body("detail", containsString("atEvent"))
                .body("detail", containsString(why));
        get("/api/workflows/" + id + "/query/total?atEvent=" + atEvent).statusCode(422);
        post("/api/workflows/" + id + "/query/total?atEvent=" + atEvent, "{}").statusCode(422);
    }

    @Test
    void eventBeyondTheHistoryIsUnknown() {
        get(state("?atEvent=7"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:event-not-found"));
    }

    @Test
    void unknownWorkflowsAndRunsAreNotFound() {
        get("/api/workflows/" + newId() + "/state?atEvent=1").statusCode(404);
        get(state("?atEvent=1&runId=nope")).statusCode(404);
    }

    @Test
    void queryAsOfAnEventReachesHistory() {
        get("/api/workflows/" + id + "/query/total?atEvent=4&runId=" + runId + "&data=7");
        assertThat(platform.lastRequest(id, QueryWorkflow.class))
                .isEqualTo(new QueryWorkflow(runId, "total", List.of(Payload.json("7")), 4));

        post("/api/workflows/" + id + "/query/total?atEvent=5", "{\"data\": 8}");
        assertThat(platform.lastRequest(id, QueryWorkflow.class))
                .isEqualTo(new QueryWorkflow("", "total", List.of(Payload.json("8")), 5));
    }

    private String state(String parameters) {
        return "/api/workflows/" + id + "/state" + parameters;
    }
}
