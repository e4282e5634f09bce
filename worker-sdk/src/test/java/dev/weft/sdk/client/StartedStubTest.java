package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.WorkflowIdConflictPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which run the calls of a stub go to, once it has started one. */
class StartedStubTest {
    private static final String STARTED = "{\"workflowId\":\"o\",\"runId\":\"r1\",\"status\":\"RUNNING\"}";
    private static final String OK = "{\"success\":true,\"workflowId\":\"o\",\"runId\":\"r2\"}";
    private static final String UPDATED = "{\"updateId\":\"u\",\"runId\":\"r2\",\"status\":\"ACCEPTED\"}";

    private final FakeFrontend frontend = FakeFrontend.start();
    private final WorkflowClient client =
            WorkflowClient.connect(ClientOptions.of(frontend.url()).withPatience(Duration.ofSeconds(5)));
    private final WorkflowOptions options =
            WorkflowOptions.onTaskQueue("orders").withWorkflowId("o");

    @AfterEach
    void stop() {
        client.close();
        frontend.close();
    }

    @Test
    void messagesOfAStubThatHasStartedGoToTheCurrentRun() {
        WorkflowStub stub = started();

        frontend.answer(200, OK).answer(200, OK).answer(200, OK).answer(200, OK);
        stub.signal("pay", 5);
        stub.cancel("no need");
        stub.terminate("enough");
        stub.pause("lunch");
        frontend.answer(200, "{\"result\":7}").answer(200, UPDATED);
        stub.query("total", int.class);
        stub.startUpdate("add", UpdateStage.ACCEPTED, int.class, "tea");

        assertThat(sinceTheStart()).hasSize(6).noneMatch(call -> call.body().has("runId"));
    }

    @Test
    void messagesOfAStubThatHasSignaledWithStartGoToTheCurrentRun() {
        WorkflowStub stub = client.newUntypedWorkflowStub("Order", options);
        frontend.answer(200, STARTED).answer(200, OK);
        stub.signalWithStart("pay", new Object[] {5}, new Object[0]);

        stub.signal("pay", 6);

        assertThat(sinceTheStart().getFirst().body().has("runId")).isFalse();
    }

    @Test
    void descriptionOfAStubThatHasStartedIsThatOfTheCurrentRun() {
        WorkflowStub stub = started();
        frontend.answer(200, "{\"workflowId\":\"o\",\"runId\":\"r2\",\"status\":\"RUNNING\"}");

        WorkflowDescription description = stub.describe();

        assertThat(sinceTheStart().getFirst().target()).isEqualTo("/api/workflows/o?namespace=default");
        assertThat(description.run()).isEqualTo(new WorkflowRun("o", "r2"));
        assertThat(stub.run()).isEqualTo(new WorkflowRun("o", "r1"));
    }

    @Test
    void resultAndHistoryOfAStubThatHasStartedBeginWithItsRun() {
        WorkflowStub stub = started();
        frontend.answer(200, "{\"runId\":\"r2\",\"status\":\"COMPLETED\",\"result\":\"done\"}")
                .answer(200, "{\"events\":[]}")
                .answer(200, "{\"result\":7}")
                .answer(200, "{\"runId\":\"r1\",\"status\":\"RUNNING\"}");

        stub.getResult(String.class);
        stub.fetchHistory();
        stub.queryAt(5, "total", int.class);
        stub.describe(5);

        List<FakeFrontend.Call> calls = sinceTheStart();
        assertThat(calls.get(0).target()).isEqualTo("/api/workflows/o/result?wait=30s&runId=r1&namespace=default");
        assertThat(calls.get(1).target()).contains("runId=r1");
        assertThat(calls.get(2).body().path("runId").asText()).isEqualTo("r1");
        assertThat(calls.get(3).target()).contains("runId=r1");
    }

    @Test
    void stubThatWasMadeForARunStaysOnIt() {
        WorkflowStub stub = client.newUntypedWorkflowStub(new WorkflowRun("o", "r1"));
        frontend.answer(200, OK).answer(200, OK).answer(200, OK).answer(200, UPDATED);

        stub.signal("pay", 5);
        stub.cancel("no need");
        stub.terminate("enough");
        stub.startUpdate("add", UpdateStage.ACCEPTED, int.class, "tea");

        assertThat(frontend.calls())
                .hasSize(4)
                .allMatch(call -> call.body().path("runId").asText().equals("r1"));
    }

    @Test
    void stubThatWasMadeForARunStaysOnTheOneThatItWasResetTo() {
        WorkflowStub stub = client.newUntypedWorkflowStub(new WorkflowRun("o", "r1"));
        frontend.answer(200, "{\"workflowId\":\"o\",\"runId\":\"r2\",\"baseRunId\":\"r1\",\"resetEventId\":4}")
                .answer(200, OK);
        stub.reset(ResetOptions.toFirstWorkflowTask());

        stub.signal("pay", 5);

        assertThat(frontend.calls().getLast().body().path("runId").asText()).isEqualTo("r2");
    }

    @Test
    void outcomeOfAnUpdateIsAskedOfTheRunThatHasAcceptedIt() {
        WorkflowStub stub = client.newUntypedWorkflowStub("Order", options);
        frontend.answer(200, UPDATED)
                .answer(200, "{\"updateId\":\"u\",\"runId\":\"r2\",\"status\":\"COMPLETED\",\"result\":3}");

        UpdateHandle<Integer> handle = stub.updateWithStart(
                WorkflowIdConflictPolicy.USE_EXISTING,
                UpdateCall.<Integer>of("add", int.class, "tea").withStage(UpdateStage.ACCEPTED));

        assertThat(handle.getResult()).isEqualTo(3);
        assertThat(handle.run()).isEqualTo(new WorkflowRun("o", "r2"));
        assertThat(frontend.calls().getLast().target()).contains("runId=r2");
    }

    private WorkflowStub started() {
        WorkflowStub stub = client.newUntypedWorkflowStub("Order", options);
        frontend.answer(201, STARTED);
        stub.start();
        return stub;
    }

    private List<FakeFrontend.Call> sinceTheStart() {
        return frontend.calls().subList(1, frontend.calls().size());
    }
}
