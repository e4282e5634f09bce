package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.PendingActivityStatus;
import dev.weft.sdk.workflow.SearchAttributeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators do with runs, each as one call of the REST API. */
class RunOperationsTest {
    private static final String OK = "{\"success\":true,\"workflowId\":\"o/1\",\"runId\":\"r1\"}";

    private final FakeFrontend frontend = FakeFrontend.start();
    private final WorkflowClient client = WorkflowClient.connect(
            ClientOptions.of(frontend.url()).withIdentity("ops").withPatience(Duration.ofSeconds(5)));
    private final WorkflowStub stub = client.newUntypedWorkflowStub("o/1");

    @AfterEach
    void stop() {
        client.close();
        frontend.close();
    }

    private void assertBody(String json) {
        String sent = frontend.onlyCall().body().toString();
        assertThat(sent.replaceAll("\"requestId\":\"[^\"]+\"", "\"requestId\":\"*\""))
                .isEqualTo(json);
    }

    @Test
    void pauseSaysWhyAndWho() {
        frontend.answer(200, OK);

        stub.pause("looking at it");

        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o%2F1/pause");
        assertBody("{\"identity\":\"ops\",\"requestId\":\"*\",\"reason\":\"looking at it\","
                + "\"namespace\":\"default\"}");
    }

    @Test
    void resumeGoesToTheRunOfTheStub() {
        frontend.answer(200, OK);

        client.newUntypedWorkflowStub(new WorkflowRun("o/1", "r7")).resume("done");

        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o%2F1/resume");
        assertBody("{\"runId\":\"r7\",\"identity\":\"ops\",\"requestId\":\"*\",\"reason\":\"done\","
                + "\"namespace\":\"default\"}");
    }

    @Test
    void anOperationThatIsOnlyOnTheLogIsSentAgainWithTheSameId() {
        frontend.answer(202, "{\"status\":\"ACCEPTED\"}").answer(200, OK);

        stub.pause("");

        assertThat(frontend.calls()).hasSize(2);
        assertThat(frontend.calls().get(0).body())
                .isEqualTo(frontend.calls().get(1).body());
    }

    @Test
    void resetNamesAnEventAndTellsTheNewRun() {
        frontend.answer(200, "{\"workflowId\":\"o/1\",\"runId\":\"r2\",\"baseRunId\":\"r1\",\"resetEventId\":7}");

        ResetResult reset =
                stub.reset(ResetOptions.toEvent(7).withReason("bad deploy").withoutUpdates());

        assertThat(reset).isEqualTo(new ResetResult(new WorkflowRun("o/1", "r2"), "r1", 7));
        assertThat(stub.run()).isEqualTo(new WorkflowRun("o/1", "r2"));
        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o%2F1/reset");
        assertBody("{\"identity\":\"ops\",\"requestId\":\"*\",\"reason\":\"bad deploy\",\"to\":{\"eventId\":7},"
                + "\"exclude\":[\"UPDATE\"],\"namespace\":\"default\"}");
    }

    @Test
    void signalsCancelsAndResetsMayHaveRequestIds() {
        frontend.answer(200, OK).answer(200, OK).answer(200, OK);

        stub.signal(SignalCall.of("add", "tea").withRequestId("record-7"));
        stub.cancel("enough", "record-8");
        stub.reset(ResetOptions.toEvent(7).withRequestId("record-9").withReason("again"));

        assertThat(frontend.calls())
                .extracting(call -> call.body().path("requestId").asText())
                .containsExactly("record-7", "record-8", "record-9");
        assertThat(frontend.calls().getFirst().body().path("inputs").toString()).isEqualTo("[\"tea\"]");
    }

    @Test
    void resetNamesAPointOfTheRun() {
        frontend.answer(200, OK).answer(200, OK).answer(200, OK);

        stub.reset(ResetOptions.toFirstWorkflowTask());
        stub.reset(ResetOptions.toLastWorkflowTask().withoutSignals());
        stub.reset(ResetOptions.toCheckpoint("paid"));

        assertThat(frontend.calls())
                .extracting(call -> call.body().path("to").toString())
                .containsExactly(
                        "{\"point\":\"FIRST_WORKFLOW_TASK\"}",
                        "{\"point\":\"LAST_WORKFLOW_TASK\"}",
                        "{\"checkpoint\":\"paid\"}");
        assertThat(frontend.calls().get(1).body().path("exclude").toString()).isEqualTo("[\"SIGNAL\"]");
    }

    @Test
    void deleteOfAnIdIsForAllItsRuns() {
        frontend.answer(200, OK);

        stub.delete();

        FakeFrontend.Call call = frontend.onlyCall();
        assertThat(call.method()).isEqualTo("DELETE");
        assertThat(call.target()).isEqualTo("/api/workflows/o%2F1?identity=ops&namespace=default");
        assertThat(call.idempotencyKey()).isNotEmpty();
    }

    @Test
    void deleteOfARunNamesIt() {
        frontend.answer(200, OK);

        client.newUntypedWorkflowStub(new WorkflowRun("o/1", "r7")).delete();

        assertThat(frontend.onlyCall().target())
                .isEqualTo("/api/workflows/o%2F1?runId=r7&identity=ops&namespace=default");
    }

    @Test
    void theHistoryLimitIsSetInEventsOrBytes() {
        frontend.answer(200, OK).answer(200, OK);

        stub.setHistoryLimit(HistoryLimit.events(100_000));
        stub.setHistoryLimit(HistoryLimit.bytes(1_000_000));

        assertThat(frontend.calls().getFirst().target()).isEqualTo("/api/workflows/o%2F1/history-limit");
        assertThat(frontend.calls().getFirst().body().path("maximumEvents").asLong())
                .isEqualTo(100_000);
        assertThat(frontend.calls().getFirst().body().has("maximumBytes")).isFalse();
        assertThat(frontend.calls().getLast().body().path("maximumBytes").asLong())
                .isEqualTo(1_000_000);
    }

    @Test
    void aDescriptionTellsWhatARunMayTakeAndWhatToMind() {
        frontend.answer(
                200,
                "{\"workflowId\":\"o/1\",\"runId\":\"r1\",\"status\":\"RUNNING\",\"warnings\":[\"The history is long\"],"
                        + "\"nextTaskTime\":\"2026-01-01T01:00:00Z\","
                        + "\"settings\":{\"executionTimeout\":\"PT0S\",\"runTimeout\":\"PT1H\",\"taskTimeout\":\"PT10S\","
                        + "\"retryPolicy\":{\"initialInterval\":\"PT1S\",\"backoffCoefficient\":2.0,"
                        + "\"maximumInterval\":\"PT100S\",\"maximumAttempts\":3,\"nonRetryableErrorTypes\":[\"Refused\"]}}}");

        WorkflowDescription description = stub.describe();

        assertThat(description.warnings()).containsExactly("The history is long");
        assertThat(description.nextTaskTime()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(description.settings().runTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(description.settings().retryPolicy())
                .isEqualTo(new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(100), 3, List.of("Refused")));
    }

    @Test
    void aDescriptionTellsWhoPausedAndWhereARunComesFrom() {
        frontend.answer(
                200,
                "{\"workflowId\":\"o/1\",\"runId\":\"r3\",\"firstRunId\":\"r1\",\"status\":\"PAUSED\","
                        + "\"pause\":{\"reason\":\"audit\",\"identity\":\"ann\",\"since\":\"2026-01-01T00:00:00Z\"},"
                        + "\"origins\":[{\"runId\":\"r2\",\"lastEventId\":9}],\"attempt\":2,"
                        + "\"memo\":{\"note\":\"gift\"},\"searchAttributes\":{\"cents\":7,\"who\":\"ann\"},"
                        + "\"searchAttributeTypes\":{\"cents\":\"Int\",\"who\":\"Text\"}}");

        WorkflowDescription description = stub.describe();

        assertThat(description.status()).isEqualTo(WorkflowStatus.PAUSED);
        assertThat(description.pause().reason()).isEqualTo("audit");
        assertThat(description.pause().identity()).isEqualTo("ann");
        assertThat(description.pause().since()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(description.problem().isNone()).isTrue();
        assertThat(description.origins()).containsExactly(new ResetOrigin("r2", 9));
        assertThat(description.firstRunId()).isEqualTo("r1");
        assertThat(description.attempt()).isEqualTo(2);
        assertThat(description.memo().get("note")).hasToString("\"gift\"");
        assertThat(description.searchAttributes().get(SearchAttributeKey.forLong("cents")))
                .contains(7L);
        assertThat(description.searchAttributes().keys())
                .containsExactly(SearchAttributeKey.forLong("cents"), SearchAttributeKey.forText("who"));
    }

    @Test
    void aDescriptionTellsWhatIsPending() {
        frontend.answer(
                200,
                "{\"workflowId\":\"o/1\",\"runId\":\"r\",\"status\":\"RUNNING\",\"pendingActivities\":[{"
                        + "\"activityId\":\"5\",\"activityType\":\"Charge\",\"status\":\"BACKING_OFF\",\"attempt\":3,"
                        + "\"nextAttemptTime\":\"2026-01-01T00:00:09Z\",\"lastFailure\":{\"kind\":\"Application\","
                        + "\"message\":\"declined\"}}],\"pendingTimers\":[{\"timerId\":\"6\","
                        + "\"fireTime\":\"2026-01-02T00:00:00Z\"}],\"pendingChildren\":[{\"execution\":"
                        + "{\"namespace\":\"default\",\"workflowId\":\"c\"},\"workflowType\":\"Ship\"}]}");

        WorkflowDescription description = stub.describe();

        assertThat(description.pendingActivities()).singleElement().satisfies(activity -> {
            assertThat(activity.status()).isEqualTo(PendingActivityStatus.BACKING_OFF);
            assertThat(activity.attempt()).isEqualTo(3);
            assertThat(activity.lastFailure().message()).isEqualTo("declined");
        });
        assertThat(description.pendingTimers().getFirst().fireTime()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(description.pendingChildren().getFirst().execution().workflowId())
                .isEqualTo("c");
    }

    @Test
    void aFormerRunIsDescribedByItsId() {
        frontend.answer(200, "{\"runId\":\"r1\",\"status\":\"CONTINUED_AS_NEW\"}");

        WorkflowDescription former =
                client.newUntypedWorkflowStub(new WorkflowRun("o/1", "r1")).describe();

        assertThat(former.status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o%2F1?runId=r1&namespace=default");
    }

    @Test
    void aRunIsDescribedAsOfAnEvent() {
        frontend.answer(200, "{\"runId\":\"r1\",\"status\":\"RUNNING\",\"historyLength\":5}");

        WorkflowDescription then =
                client.newUntypedWorkflowStub(new WorkflowRun("o/1", "r1")).describe(5);

        assertThat(then.historyLength()).isEqualTo(5);
        assertThat(frontend.onlyCall().target())
                .isEqualTo("/api/workflows/o%2F1/state?atEvent=5&runId=r1&namespace=default");
    }

    @Test
    void aQueryIsAnsweredAsOfAnEvent() {
        frontend.answer(200, "{\"result\":42}");

        Integer total =
                client.newUntypedWorkflowStub(new WorkflowRun("o/1", "r1")).queryAt(5, "total", Integer.class, "eur");

        assertThat(total).isEqualTo(42);
        assertThat(frontend.onlyCall().target()).isEqualTo("/api/workflows/o%2F1/query/total?atEvent=5");
        assertBody("{\"runId\":\"r1\",\"identity\":\"ops\",\"inputs\":[\"eur\"],\"namespace\":\"default\"}");
    }

    @Test
    void anEventThatIsNotThereIsRefusedWithTheReason() {
        frontend.answer(
                422, "{\"type\":\"urn:weft:problem:event-not-found\",\"detail\":\"Expected an event up to 9\"}");

        assertThatThrownBy(() -> stub.describe(10))
                .isInstanceOf(WorkflowRequestException.class)
                .hasMessage("Expected an event up to 9");
    }
}
