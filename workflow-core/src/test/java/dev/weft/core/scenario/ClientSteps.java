package dev.weft.core.scenario;

import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What clients do. */
public final class ClientSteps {
    public static final String FIRST_RUN = "run-1";
    public static final ReplyTo ASKER = new ReplyTo("frontend", 7);

    private ClientSteps() {}

    /** A request that somebody waits for, with an id that makes its repetition harmless. */
    public static Step asked(String requestId, Step step) {
        return asked(requestId, ASKER, step);
    }

    public static Step asked(String requestId, ReplyTo asker, Step step) {
        return stage -> {
            Request plain = step.of(stage);
            return new Request(plain.key(), requestId, asker, plain.body());
        };
    }

    /** The same step, but later. */
    public static Step later(Duration duration, Step step) {
        return stage -> {
            stage.advance(duration);
            return step.of(stage);
        };
    }

    public static Step started() {
        return started(settings -> settings);
    }

    public static Step started(UnaryOperator<RunSettings> change) {
        return stage -> Stage.request(startRequest(FIRST_RUN, change.apply(settings())));
    }

    public static Step startedAgain(
            String runId, WorkflowIdReusePolicy reusePolicy, WorkflowIdConflictPolicy conflictPolicy) {
        return stage -> Stage.request(new ClientRequest.StartWorkflow(
                runId, settings(), reusePolicy, conflictPolicy, Duration.ZERO, "client"));
    }

    public static Step startedAfter(Duration delay) {
        return stage -> Stage.request(new ClientRequest.StartWorkflow(
                FIRST_RUN,
                settings(),
                WorkflowIdReusePolicy.ALLOW_DUPLICATE,
                WorkflowIdConflictPolicy.FAIL,
                delay,
                "client"));
    }

    public static Step signal(String name) {
        return does(new ClientRequest.SignalWorkflow("", name, List.of(), Map.of(), "client"));
    }

    public static Step signalWithStart(String name, String runId) {
        return does(new ClientRequest.SignalWithStart(
                startRequest(runId, settings()), name, List.of(Payload.json("1")), Map.of()));
    }

    public static Step update(String updateId) {
        return does(new ClientRequest.UpdateWorkflow("", updateId, "add", List.of(), Map.of(), true, "client"));
    }

    public static Step updateUntilAccepted(String updateId) {
        return does(new ClientRequest.UpdateWorkflow("", updateId, "add", List.of(), Map.of(), false, "client"));
    }

    public static Step pollUpdate(String updateId) {
        return does(new ClientRequest.PollUpdate("", updateId, true));
    }

    public static Step query(String type) {
        return does(new ClientRequest.QueryWorkflow("", type, List.of(), 0));
    }

    public static Step cancel() {
        return does(new ClientRequest.RequestCancelWorkflow("", "enough", "client"));
    }

    public static Step terminate() {
        return does(new ClientRequest.TerminateWorkflow("", "enough", List.of(), "client"));
    }

    public static Step describe() {
        return does(new ClientRequest.DescribeWorkflow(""));
    }

    public static Step lookUp(String requestId) {
        return does(new ClientRequest.LookUpRequest(requestId));
    }

    public static Step does(RequestBody body) {
        return stage -> Stage.request(body);
    }

    public static RunSettings settings() {
        return RunSettings.of("Order", "orders", List.of(Payload.json("{}")));
    }

    private static ClientRequest.StartWorkflow startRequest(String runId, RunSettings settings) {
        return new ClientRequest.StartWorkflow(
                runId,
                settings,
                WorkflowIdReusePolicy.ALLOW_DUPLICATE,
                WorkflowIdConflictPolicy.FAIL,
                Duration.ZERO,
                "client");
    }
}
