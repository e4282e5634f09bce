package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row 17: update-with-start. */
class UpdateWithStartTest {
    @WorkflowInterface
    interface Cart {
        @WorkflowMethod
        String process(String customer);

        @UpdateMethod
        int add(String item);
    }

    private static final String COMPLETED =
            "{\"updateId\":\"u\",\"runId\":\"r1\",\"status\":\"COMPLETED\",\"result\":3}";

    private final FakeFrontend frontend = FakeFrontend.start();
    private final WorkflowClient client = WorkflowClient.connect(
            ClientOptions.of(frontend.url()).withIdentity("me").withPatience(Duration.ofSeconds(5)));
    private final WorkflowOptions options =
            WorkflowOptions.onTaskQueue("carts").withWorkflowId("c1").withRequestId("req");

    @AfterEach
    void stop() {
        client.close();
        frontend.close();
    }

    @Test
    void startAndUpdateTravelInOneCallWithTheConflictPolicy() {
        frontend.answer(200, COMPLETED);
        Cart cart = client.newWorkflowStub(Cart.class, options);

        UpdateHandle<Integer> update = WorkflowClient.updateWithStart(
                WorkflowIdConflictPolicy.USE_EXISTING,
                UpdateStage.COMPLETED,
                () -> cart.process("ann"),
                () -> cart.add("tea"));

        assertThat(update.getResult()).isEqualTo(3);
        assertThat(update.run()).isEqualTo(new WorkflowRun("c1", "r1"));
        FakeFrontend.Call call = frontend.onlyCall();
        assertThat(call.target()).isEqualTo("/api/workflows/c1/update-with-start/add");
        assertThat(call.body().toString())
                .isEqualTo("{\"identity\":\"me\",\"requestId\":\"req\",\"start\":{\"workflowType\":\"Cart\","
                        + "\"taskQueue\":\"carts\",\"workflowId\":\"c1\",\"requestId\":\"req\",\"inputs\":[\"ann\"],"
                        + "\"workflowIdConflictPolicy\":\"USE_EXISTING\"},\"update\":{\"updateId\":\""
                        + update.updateId() + "\",\"inputs\":[\"tea\"],\"waitFor\":\"COMPLETED\"},"
                        + "\"namespace\":\"default\"}");
    }

    @Test
    void thePolicyToFailIsSaidToo() {
        frontend.answer(200, COMPLETED);

        client.newUntypedWorkflowStub("Cart", options)
                .updateWithStart(
                        WorkflowIdConflictPolicy.FAIL,
                        UpdateCall.of("add", Integer.class, "tea").withUpdateId("u"),
                        "ann");

        assertThat(frontend.onlyCall()
                        .body()
                        .path("start")
                        .path("workflowIdConflictPolicy")
                        .asText())
                .isEqualTo("FAIL");
        assertThat(frontend.onlyCall().body().path("update").path("updateId").asText())
                .isEqualTo("u");
    }

    @Test
    void aCallThatIsNotHandledYetIsSentAgainUntilTheStageIsReached() {
        frontend.answer(202, "{\"updateId\":\"u\",\"status\":\"ADMITTED\"}").answer(200, COMPLETED);

        UpdateHandle<Integer> update = client.newUntypedWorkflowStub("Cart", options)
                .updateWithStart(
                        WorkflowIdConflictPolicy.USE_EXISTING,
                        UpdateCall.<Integer>of("add", Integer.class, "tea").withStage(UpdateStage.ACCEPTED),
                        "ann");

        assertThat(update.getResult()).isEqualTo(3);
        assertThat(frontend.calls()).hasSize(2);
        assertThat(frontend.calls().get(0).body())
                .isEqualTo(frontend.calls().get(1).body());
    }

    @Test
    void aRejectedUpdateLeavesTheRunThatWasStarted() {
        frontend.answer(
                200,
                "{\"updateId\":\"u\",\"runId\":\"r1\",\"status\":\"REJECTED\",\"failure\":"
                        + "{\"kind\":\"Application\",\"message\":\"sold out\"}}");
        WorkflowStub stub = client.newUntypedWorkflowStub("Cart", options);

        UpdateHandle<Integer> update = stub.updateWithStart(
                WorkflowIdConflictPolicy.USE_EXISTING, UpdateCall.of("add", Integer.class, "tea"), "ann");

        WorkflowUpdateException rejected = catchThrowableOfType(WorkflowUpdateException.class, update::getResult);
        assertThat(rejected.isRejected()).isTrue();
        assertThat(stub.run()).isEqualTo(new WorkflowRun("c1", "r1"));
    }
}
