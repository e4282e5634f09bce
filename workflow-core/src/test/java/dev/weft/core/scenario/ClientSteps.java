package dev.weft.core.scenario;

import dev.weft.core.model.ActivityOutcome;
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
        return does(startRequest(FIRST_RUN, settings(), WorkflowIdConflictPolicy.FAIL, delay));
    }

    public static Step signal(String name) {
        return does(new ClientRequest.SignalWorkflow("", name, List.of(), Map.of(), "client"));
    }

    public static Step signalWithStart(String name, String runId) {
        return does(new ClientRequest.SignalWithStart(
                startRequest(runId, settings()), name, List.of(Payload.json("1")), Map.of()));
    }

    public static Step update(String updateId) {
        return does(updateRequest("", updateId, true));
    }

    public static Step updateUntilAccepted(String updateId) {
        return does(updateRequest("", updateId, false));
    }

    /** Updates the open run, or begins one as {@code runId} and updates it. */
    public static Step updateWithStart(String updateId, String runId, WorkflowIdConflictPolicy conflictPolicy) {
        return does(new ClientRequest.UpdateWithStart(
                startRequest(runId, settings(), conflictPolicy, Duration.ZERO), updateRequest("", updateId, true)));
    }

    public static Step pollUpdate(String updateId) {
        return does(new ClientRequest.PollUpdate("", updateId, true));
    }

    public static Step query(String type) {
        return does(new ClientRequest.QueryWorkflow("", type, List.of(), 0));
    }

    public static Step paused() {
        return does(new ClientRequest.PauseWorkflow("", "maintenance", "operator"));
    }

    public static Step resumed() {
        return does(new ClientRequest.ResumeWorkflow("", "done", "operator"));
    }

    public static Step historyLimitSet(long maximumEvents, long maximumBytes) {
        return does(new ClientRequest.SetHistoryLimit("", maximumEvents, maximumBytes, "operator"));
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

    /** Somebody other than its worker tells of the activity. */
    public static Step reportedById(String activityId, ActivityOutcome outcome) {
        return does(new ClientRequest.ReportActivityById("", activityId, outcome, "operator"));
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

    public static ClientRequest.UpdateWorkflow updateRequest(String runId, String updateId, boolean waitForCompletion) {
        return new ClientRequest.UpdateWorkflow(
                runId, updateId, "add", List.of(), Map.of(), waitForCompletion, "client");
    }

    public static ClientRequest.StartWorkflow startRequest(
            String runId, RunSettings settings, WorkflowIdConflictPolicy conflictPolicy, Duration startDelay) {
        return new ClientRequest.StartWorkflow(
                runId, settings, WorkflowIdReusePolicy.ALLOW_DUPLICATE, conflictPolicy, startDelay, "client");
    }

    public static ClientRequest.StartWorkflow startRequest(String runId, RunSettings settings) {
        return startRequest(runId, settings, WorkflowIdConflictPolicy.FAIL, Duration.ZERO);
    }
}
