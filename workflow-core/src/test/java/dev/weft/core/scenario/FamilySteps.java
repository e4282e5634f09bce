package dev.weft.core.scenario;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.PendingChild;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What parents, children and other workflows tell an execution. */
public final class FamilySteps {
    public static final ExecutionKey OTHER = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, "other-1");
    public static final String OTHER_RUN = "other-run";
    public static final String CHILD_RUN = "child-run";
    private static final WorkflowRequest.Sender SENDER = new WorkflowRequest.Sender(OTHER, OTHER_RUN, 1);

    private FamilySteps() {}

    /** The execution begins as the child of another one. */
    public static Step startedAsChild() {
        return startedAsChild(RetryPolicy.NONE);
    }

    public static Step startedAsChild(RetryPolicy retryPolicy) {
        return startedAsChild(settings -> settings.withRetryPolicy(retryPolicy));
    }

    public static Step startedAsChild(UnaryOperator<RunSettings> change) {
        return ClientSteps.does(new WorkflowRequest.StartChild(
                SENDER,
                CHILD_RUN,
                change.apply(ClientSteps.settings()),
                new ParentLink(OTHER, OTHER_RUN, 5, ParentClosePolicy.TERMINATE),
                OTHER,
                WorkflowIdReusePolicy.ALLOW_DUPLICATE));
    }

    public static Step released() {
        return ClientSteps.does(new WorkflowRequest.ReleaseFirstTask(SENDER, CHILD_RUN));
    }

    public static Step parentClosed(ParentClosePolicy policy) {
        return ClientSteps.does(new WorkflowRequest.ApplyParentClose(SENDER, OTHER_RUN, CHILD_RUN, policy, false));
    }

    public static Step parentClosed(String parentRunId) {
        return ClientSteps.does(new WorkflowRequest.ApplyParentClose(
                SENDER, parentRunId, CHILD_RUN, ParentClosePolicy.TERMINATE, false));
    }

    /** The parent knows nothing of the start. */
    public static Step discarded() {
        return ClientSteps.does(
                new WorkflowRequest.ApplyParentClose(SENDER, OTHER_RUN, CHILD_RUN, ParentClosePolicy.TERMINATE, true));
    }

    /** The only child of the execution has started. */
    public static Step childStarted() {
        return childAnswered("");
    }

    public static Step childNotStarted() {
        return childAnswered("WORKFLOW_ALREADY_EXISTS");
    }

    private static Step childAnswered(String cause) {
        return aboutChild(child -> stage -> {
            WorkflowRequest.Sender sender = asked(stage, child);
            return Stage.request(new WorkflowRequest.ChildStartAnswered(
                    sender.outboxId(),
                    sender.runId(),
                    child.initiatedEventId(),
                    child.runId(),
                    cause,
                    child.execution()));
        });
    }

    /** The newest request that asks for the start of the child. */
    private static WorkflowRequest.Sender asked(Stage stage, PendingChild child) {
        return stage.state().outbox().values().reversed().stream()
                .map(entry -> entry.request().body())
                .filter(body -> body instanceof WorkflowRequest.StartChild start
                        && start.runId().equals(child.runId()))
                .map(body -> ((WorkflowRequest.StartChild) body).sender())
                .findFirst()
                .orElseThrow();
    }

    public static Step childCompleted() {
        return aboutChild(child -> stage -> Stage.request(new WorkflowRequest.ChildClosed(
                new WorkflowRequest.Sender(child.execution(), child.runId(), 9),
                stage.state().run().started().runIdOf(child.initiatedEventId()),
                child.runId(),
                new ChildEvent.ChildWorkflowExecutionCompleted(
                        child.execution(),
                        child.runId(),
                        child.workflowType(),
                        child.initiatedEventId(),
                        0,
                        Payload.json("1")))));
    }

    public static Step signalFromOther(String name, boolean childOnly) {
        return ClientSteps.does(
                new WorkflowRequest.SignalFromWorkflow(SENDER, "", name, List.of(), Map.of(), childOnly, 6));
    }

    public static Step cancelFromOther() {
        return ClientSteps.does(new WorkflowRequest.CancelFromWorkflow(SENDER, "", false, "enough", 6));
    }

    /** The only signal or cancel request under way is answered. */
    public static Step externalAnswered(String cause) {
        return stage -> {
            long initiatedEventId = stage.state().externals().keys().getFirst();
            return Stage.request(
                    new WorkflowRequest.ExternalAnswered(1, stage.state().runId(), initiatedEventId, cause));
        };
    }

    private static Step aboutChild(Function<PendingChild, Step> step) {
        return stage -> step.apply(stage.state().children().iterator().next()).of(stage);
    }
}
