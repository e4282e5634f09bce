package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkflowClientTest {
    record Cart(List<String> items, Duration patience) {}

    @WorkflowInterface
    interface Order {
        @WorkflowMethod
        String process(Cart cart, int priority);

        @SignalMethod(name = "pay")
        void paid(int cents);

        @QueryMethod
        int total();

        @UpdateMethod
        int add(String item);

        @UpdateValidatorMethod(updateName = "add")
        void checkAdd(String item);
    }

    private static final String STARTED = "{\"workflowId\":\"o/1\",\"runId\":\"r1\",\"status\":\"RUNNING\"}";
    private static final String COMPLETED = "{\"runId\":\"r1\",\"status\":\"COMPLETED\",\"result\":\"done\"}";

    private final FakeFrontend frontend = FakeFrontend.start();
    private final WorkflowClient client = WorkflowClient.connect(
            ClientOptions.of(frontend.url()).withIdentity("me").withPatience(Duration.ofSeconds(5)));
    private final WorkflowOptions options =
            WorkflowOptions.onTaskQueue("orders").withWorkflowId("o/1").withRequestId("req");

    @AfterEach
    void stop() {
        client.close();
        frontend.close();
    }

    @Test
    void aValidatorIsNotForClients() {
        Order order = client.newWorkflowStub(Order.class, "o");

        assertThatThrownBy(() -> order.checkAdd("tea"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "Expected a call of an update method, but checkAdd validates updates, which the platform asks"
                                + " of the workflow itself");
    }

    @Test
    void callingTheWorkflowMethodStartsAndWaitsForTheResult() {
        frontend.answer(201, STARTED).answer(200, "{\"status\":\"RUNNING\"}").answer(200, COMPLETED);
        Order order = client.newWorkflowStub(Order.class, options);

        String result = order.process(new Cart(List.of("tea"), Duration.ofMinutes(1)), 3);

        assertThat(result).isEqualTo("done");
        FakeFrontend.Call start = frontend.calls().getFirst();
        assertThat(start.target()).isEqualTo("/api/workflows/start");
        assertThat(start.body().toString())
                .isEqualTo("{\"workflowType\":\"Order\",\"taskQueue\":\"orders\",\"workflowId\":\"o/1\","
                        + "\"requestId\":\"req\",\"inputs\":[{\"items\":[\"tea\"],\"patience\":\"PT1M\"},3],"
                        + "\"identity\":\"me\",\"namespace\":\"default\"}");
        assertThat(frontend.calls().get(1).target())
                .isEqualTo("/api/workflows/o%2F1/result?wait=30s&runId=r1&namespace=default");
        assertThat(frontend.calls()).hasSize(3);
    }

    @Test
    void optionsAreSentOnlyWhereTheyDiffer() {
        frontend.answer(201, STARTED);

        client.newUntypedWorkflowStub(
                        "Order",
                        options.withRunTimeout(Duration.ofHours(2))
                                .withStartDelay(Duration.ofMillis(1500))
                                .withWorkflowIdReusePolicy(WorkflowIdReusePolicy.REJECT_DUPLICATE)
                                .withRetry(RetryOptions.DEFAULT.withMaximumAttempts(3))
                                .withMemo(Map.of("note", "gift")))
                .start();

        JsonNode body = frontend.onlyCall().body();
        assertThat(body.path("runTimeout").asText()).isEqualTo("PT2H");
        assertThat(body.path("startDelay").asText()).isEqualTo("PT1.5S");
        assertThat(body.path("workflowIdReusePolicy").asText()).isEqualTo("REJECT_DUPLICATE");
        assertThat(body.path("retryPolicy").path("maximumAttempts").asInt()).isEqualTo(3);
        assertThat(body.path("memo").path("note").asText()).isEqualTo("gift");
        assertThat(body.has("executionTimeout")).isFalse();
    }

    @Test
    void aStartMayBeMadeWithoutWaiting() {
        frontend.answer(201, STARTED);
        Order order = client.newWorkflowStub(Order.class, options);

        WorkflowRun run = WorkflowClient.start(() -> order.process(new Cart(List.of(), Duration.ZERO), 1));

        assertThat(run).isEqualTo(new WorkflowRun("o/1", "r1"));
        assertThat(WorkflowClient.untyped(order).run()).isEqualTo(run);
    }

    @Test
    void aStartThatIsOnlyOnTheLogIsAskedForAgain() {
        frontend.answer(202, "{\"status\":\"ACCEPTED\",\"token\":\"t\"}").answer(201, STARTED);

        client.newUntypedWorkflowStub("Order", options).start();

        assertThat(frontend.calls()).hasSize(2);
        assertThat(frontend.calls().get(0).body())
                .isEqualTo(frontend.calls().get(1).body());
    }

    @Test
    void aPlatformThatIsAwayIsTriedAgain() {
        frontend.answer(503, "{}").answer(503, "").answer(200, "{\"success\":true}");

        client.newUntypedWorkflowStub("o").signal("pay", 7);

        assertThat(frontend.calls()).hasSize(3);
        assertThat(frontend.calls().getFirst().body())
                .isEqualTo(frontend.calls().getLast().body());
    }

    @Test
    void patienceEnds() {
        try (WorkflowClient hasty =
                WorkflowClient.connect(ClientOptions.of("http://localhost:1").withPatience(Duration.ZERO))) {
            assertThatThrownBy(() -> hasty.newUntypedWorkflowStub("o").describe())
                    .isInstanceOf(PlatformUnavailableException.class)
                    .hasMessageContaining("http://localhost:1");
        }
    }

    @Test
    void signalsQueriesAndUpdatesGoByTheirNames() {
        frontend.answer(200, "{\"success\":true}")
                .answer(200, "{\"result\":42}")
                .answer(200, "{\"updateId\":\"u\",\"status\":\"COMPLETED\",\"result\":43}");
        Order order = client.newWorkflowStub(Order.class, "o");

        order.paid(500);
        int total = order.total();
        int added = order.add("tea");

        assertThat(total).isEqualTo(42);
        assertThat(added).isEqualTo(43);
        assertThat(frontend.calls().get(0).body().path("signalName").asText()).isEqualTo("pay");
        assertThat(frontend.calls().get(0).body().path("inputs").toString()).isEqualTo("[500]");
        assertThat(frontend.calls().get(1).target()).isEqualTo("/api/workflows/o/query/total");
        assertThat(frontend.calls().get(2).body().path("updateName").asText()).isEqualTo("add");
        assertThat(frontend.calls().get(2).body().path("waitFor").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void aSignalMayStartItsWorkflow() {
        frontend.answer(201, STARTED);
        Order order = client.newWorkflowStub(Order.class, options);

        WorkflowClient.signalWithStart(
                () -> order.process(new Cart(List.of(), Duration.ZERO), 1), () -> order.paid(500));

        FakeFrontend.Call call = frontend.onlyCall();
        assertThat(call.target()).isEqualTo("/api/workflows/o%2F1/signal-with-start");
        assertThat(call.body().path("signalInputs").toString()).isEqualTo("[500]");
        assertThat(call.body().path("workflowIdConflictPolicy").asText()).isEqualTo("USE_EXISTING");
    }

    @Test
    void anUpdateIsWaitedForStepByStep() {
        frontend.answer(202, "{\"updateId\":\"u\",\"status\":\"ADMITTED\"}")
                .answer(200, "{\"updateId\":\"u\",\"status\":\"ACCEPTED\"}")
                .answer(202, "{\"updateId\":\"u\",\"status\":\"ACCEPTED\"}")
                .answer(200, "{\"updateId\":\"u\",\"status\":\"COMPLETED\",\"result\":[1]}");

        UpdateHandle<int[]> handle =
                client.newUntypedWorkflowStub("o").startUpdate("add", UpdateStage.ACCEPTED, int[].class, "tea");

        assertThat(frontend.calls()).hasSize(2);
        assertThat(frontend.calls().get(0).body())
                .isEqualTo(frontend.calls().get(1).body());
        assertThat(handle.getResult()).containsExactly(1);
        assertThat(frontend.calls().get(2).target())
                .isEqualTo("/api/workflows/o/update/" + handle.updateId() + "?waitFor=COMPLETED&namespace=default");
    }

    @Test
    void aRejectedUpdateSaysWhy() {
        frontend.answer(
                200,
                "{\"updateId\":\"u\",\"status\":\"REJECTED\",\"failure\":"
                        + "{\"kind\":\"Application\",\"message\":\"sold out\",\"type\":\"SoldOut\"}}");
        Order order = client.newWorkflowStub(Order.class, "o");

        WorkflowUpdateException rejected = catchThrowableOfType(WorkflowUpdateException.class, () -> order.add("tea"));

        assertThat(rejected.isRejected()).isTrue();
        assertThat(rejected).hasRootCauseInstanceOf(ApplicationFailure.class).hasMessageEndingWith("sold out");
    }

    @Test
    void aFailedWorkflowIsAnExceptionWithItsCauses() {
        frontend.answer(
                200,
                "{\"workflowId\":\"o\",\"runId\":\"r9\",\"status\":\"FAILED\",\"failure\":{\"kind\":\"Activity\","
                        + "\"message\":\"activity failed\",\"activityType\":\"Charge\",\"retryState\":\"TIMEOUT\","
                        + "\"cause\":{\"kind\":\"Application\",\"message\":\"declined\",\"type\":\"Declined\","
                        + "\"nonRetryable\":true,\"details\":[{\"code\":5}]}}}");

        WorkflowFailedException failed =
                catchThrowableOfType(WorkflowFailedException.class, () -> client.newUntypedWorkflowStub("o")
                        .getResult(String.class));

        assertThat(failed.status()).isEqualTo(WorkflowStatus.FAILED);
        assertThat(failed.run()).isEqualTo(new WorkflowRun("o", "r9"));
        assertThat(failed).hasCauseInstanceOf(ActivityFailure.class);
        ApplicationFailure root = (ApplicationFailure) failed.getCause().getCause();
        assertThat(root.type()).isEqualTo("Declined");
        assertThat(root.details().<Map<String, Integer>>get(0, (Type) Map.class))
                .containsEntry("code", 5);
    }

    @Test
    void refusalsHaveTheirOwnExceptions() {
        assertRefused("workflow-not-found", 404, WorkflowNotFoundException.class);
        assertRefused("workflow-closed", 409, WorkflowClosedException.class);
        assertRefused("workflow-paused", 409, WorkflowPausedException.class);
        assertRefused("activity-not-found", 404, ActivityNotFoundException.class);
        assertRefused("namespace-not-found", 404, NamespaceNotFoundException.class);
        assertRefused("invalid", 422, WorkflowRequestException.class);
        assertRefused("query-type-not-found", 404, WorkflowQueryException.class);
        assertRefused("no-worker", 503, WorkflowQueryException.class);
    }

    private void assertRefused(String type, int status, Class<? extends WorkflowException> expected) {
        frontend.answer(status, "{\"type\":\"urn:weft:problem:" + type + "\",\"detail\":\"Expected A, but B\"}");
        assertThatThrownBy(() -> client.newUntypedWorkflowStub("o").query("total", int.class))
                .isInstanceOf(expected)
                .hasMessage("Expected A, but B");
    }

    @Test
    void anIdThatIsTakenNamesTheRunThatHasIt() {
        frontend.answer(
                409, "{\"type\":\"urn:weft:problem:workflow-already-started\",\"detail\":\"taken\",\"runId\":\"r7\"}");

        WorkflowAlreadyStartedException taken = catchThrowableOfType(
                WorkflowAlreadyStartedException.class,
                () -> client.newUntypedWorkflowStub("Order", options).start());

        assertThat(taken.runId()).isEqualTo("r7");
    }

    @Test
    void aHistoryIsReadPageByPage() {
        frontend.answer(
                        200,
                        "{\"events\":[{\"eventId\":1,\"eventType\":\"WorkflowExecutionStarted\","
                                + "\"eventTime\":\"2026-01-01T00:00:00Z\",\"attributes\":{\"workflowType\":\"Order\"}}],"
                                + "\"nextPageToken\":\"p2\"}")
                .answer(200, "{\"events\":[{\"eventId\":2,\"eventType\":\"TimerFired\",\"attributes\":{}}]}");

        List<HistoryEntry> history = client.newUntypedWorkflowStub("o").fetchHistory();

        assertThat(history).extracting(HistoryEntry::eventId).containsExactly(1L, 2L);
        assertThat(history.getFirst().eventTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(history.getFirst().attributes()).containsEntry("workflowType", "Order");
        assertThat(frontend.calls().get(1).target()).contains("pageToken=p2");
    }

    @Test
    void aDescriptionTellsWhatIsStuck() {
        frontend.answer(
                200,
                "{\"workflowId\":\"o\",\"runId\":\"r\",\"status\":\"STUCK\",\"workflowType\":\"Order\","
                        + "\"startTime\":\"2026-01-01T00:00:00Z\",\"historyLength\":7,"
                        + "\"problem\":{\"cause\":\"NON_DETERMINISTIC_ERROR\",\"message\":\"line 5\",\"attempts\":4}}");

        WorkflowDescription description = client.newUntypedWorkflowStub("o").describe();

        assertThat(description.status()).isEqualTo(WorkflowStatus.STUCK);
        assertThat(description.problem().cause()).isEqualTo("NON_DETERMINISTIC_ERROR");
        assertThat(description.problem().message()).isEqualTo("line 5");
        assertThat(description.problem().attempts()).isEqualTo(4);
        assertThat(description.historyLength()).isEqualTo(7);
        assertThat(description.closeTime()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whatIsNoWorkflowInterfaceIsRefused() {
        assertThatThrownBy(() -> client.newWorkflowStub(Runnable.class, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected an interface marked with @WorkflowInterface, but java.lang.Runnable is not");
        assertThatThrownBy(() -> WorkflowClient.start(() -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a call of a workflow stub's method, but there was none");
    }

    @Test
    void eachVerbTakesCallsOfItsKindOnly() {
        Order order = client.newWorkflowStub(Order.class, options);
        Order other = client.newWorkflowStub(Order.class, options.withWorkflowId("o/2"));
        Cart cart = new Cart(List.of(), Duration.ZERO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkflowClient.start(() -> order.add("tea")))
                .withMessage("Expected a call of the workflow method, but got update add");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkflowClient.execute(() -> order.add("tea")))
                .withMessage("Expected a call of the workflow method, but got update add");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkflowClient.signalWithStart(() -> order.process(cart, 1), () -> order.add("tea")))
                .withMessage("Expected a call of a signal method, but got update add");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkflowClient.startUpdate(UpdateStage.ACCEPTED, () -> order.process(cart, 1)))
                .withMessage("Expected a call of an update method, but got workflow Order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkflowClient.updateWithStart(
                        WorkflowIdConflictPolicy.FAIL,
                        UpdateStage.ACCEPTED,
                        () -> order.process(cart, 1),
                        () -> other.add("tea")))
                .withMessage("Expected both calls on the same stub, but they are on those of o/1 and o/2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkflowClient.start(() -> {}))
                .withMessage("Expected a call of a workflow stub's method, but there was none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkflowClient.start(() -> {
                    order.process(cart, 1);
                    order.add("tea");
                }))
                .withMessage("Expected one call of a workflow stub's method, but add is called after Order");
        assertThat(frontend.calls()).isEmpty();
    }
}
