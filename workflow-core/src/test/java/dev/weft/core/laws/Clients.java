package dev.weft.core.laws;

import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.RetiredRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What users ask for. */
final class Clients {
    private final Choice choice;
    private long asked;

    Clients(Choice choice) {
        this.choice = choice;
    }

    Request request(ExecutionState state, Instant now) {
        asked++;
        String requestId = choice.oneIn(10) ? "" : "request-" + asked;
        ReplyTo replyTo = choice.oneIn(6) ? ReplyTo.NOBODY : new ReplyTo("frontend", asked);
        return new Request(state.key(), requestId, replyTo, body(state));
    }

    private RequestBody body(ExecutionState state) {
        if (!state.isOpen() && !choice.oneIn(3)) {
            return switch (choice.below(6)) {
                case 0, 1 -> signalWithStart();
                case 2 -> updateWithStart();
                default -> start();
            };
        }
        String runId = runId(state);
        if (choice.oneIn(state.isOpen() && state.status() != WorkflowStatus.RUNNING ? 3 : 15)) {
            return operation(runId);
        }
        if (choice.oneIn(20)) {
            return choice.oneIn(6) ? delete(state) : reset(state);
        }
        return switch (choice.below(28)) {
            case 0 -> start();
            case 1, 2 -> signalWithStart();
            case 23 -> updateWithStart();
            case 24, 25, 26 -> activityReport(state, runId);
            case 3, 4, 5, 6, 7 -> new ClientRequest.SignalWorkflow(runId, "signal", payloads(), Map.of(), "client");
            case 8, 9, 10, 11, 12 -> update(runId);
            case 13, 14 -> new ClientRequest.PollUpdate(runId, "update-" + choice.below(12), choice.oneIn(2));
            case 15, 16, 17 -> new ClientRequest.QueryWorkflow(runId, "query", payloads(), 0);
            case 18 -> past(state);
            case 19 -> new ClientRequest.RequestCancelWorkflow(runId, "enough", "client");
            case 20 ->
                choice.oneIn(3)
                        ? new ClientRequest.TerminateWorkflow(runId, "enough", payloads(), "client")
                        : new ClientRequest.DescribeWorkflow(runId);
            case 21 -> new ClientRequest.DescribeWorkflow(runId);
            case 22 -> new ClientRequest.ReadHistory(runId, 1, 10);
            default -> new ClientRequest.LookUpRequest("request-" + (1 + choice.below((int) asked)));
        };
    }

    private ClientRequest past(ExecutionState state) {
        String former = choice.anyOf(state.retired().values())
                .map(RetiredRun::runId)
                .filter(runId -> choice.oneIn(2))
                .orElse(runId(state));
        long eventId = choice.below((int) state.nextEventId() + 3) - 1L;
        return switch (choice.below(4)) {
            case 0 -> new ClientRequest.DescribeWorkflow(former);
            case 1 -> new ClientRequest.PollUpdate(former, "update-" + choice.below(12), true);
            case 2 -> new ClientRequest.QueryWorkflow(former, "query", payloads(), eventId);
            default -> new ClientRequest.ReadState(former, eventId);
        };
    }

    private ClientRequest.ResetWorkflow reset(ExecutionState state) {
        ResetPoint point =
                switch (choice.below(6)) {
                    case 0 -> new ResetPoint.FirstWorkflowTask();
                    case 1, 2 -> new ResetPoint.LastWorkflowTask();
                    case 3 -> new ResetPoint.Checkpoint(RandomCommands.checkpoint(choice));
                    default -> new ResetPoint.Event(choice.below((int) state.nextEventId() + 2));
                };
        return new ClientRequest.ResetWorkflow(
                keptRunId(state),
                "reset-" + asked,
                point,
                !choice.oneIn(6),
                !choice.oneIn(6),
                choice.oneIn(2) ? "again" : "",
                "operator");
    }

    private ClientRequest.DeleteWorkflow delete(ExecutionState state) {
        return new ClientRequest.DeleteWorkflow(keptRunId(state), "operator");
    }

    private String keptRunId(ExecutionState state) {
        return choice.anyOf(state.retired().values())
                .map(RetiredRun::runId)
                .filter(runId -> choice.oneIn(2))
                .orElse(runId(state));
    }

    private RequestBody operation(String runId) {
        return switch (choice.below(4)) {
            case 0 -> new ClientRequest.PauseWorkflow(runId, "wait", "operator");
            case 1 ->
                new ClientRequest.SetHistoryLimit(
                        runId,
                        choice.oneIn(4) ? 20 + choice.below(60) : 10_000,
                        choice.oneIn(3) ? 2_000L * choice.below(10) : 0,
                        "operator");
            default -> new ClientRequest.ResumeWorkflow(runId, "go on", "operator");
        };
    }

    private String runId(ExecutionState state) {
        if (choice.oneIn(12)) {
            return "unknown";
        }
        return choice.oneIn(2) ? state.runId() : "";
    }

    private ClientRequest.StartWorkflow start() {
        return new ClientRequest.StartWorkflow(
                "run-" + asked,
                settings(choice),
                choice.oneIn(2) ? WorkflowIdReusePolicy.ALLOW_DUPLICATE : choice.of(reuse()),
                choice.of(List.of(WorkflowIdConflictPolicy.values())),
                choice.oneIn(5) ? choice.upTo(Duration.ofSeconds(5)) : Duration.ZERO,
                "client");
    }

    private ClientRequest.SignalWithStart signalWithStart() {
        return new ClientRequest.SignalWithStart(start(), "signal", payloads(), Map.of());
    }

    private ClientRequest.UpdateWorkflow update(String runId) {
        return new ClientRequest.UpdateWorkflow(
                runId, "update-" + choice.below(12), "update", payloads(), Map.of(), choice.oneIn(2), "client");
    }

    private ClientRequest.UpdateWithStart updateWithStart() {
        return new ClientRequest.UpdateWithStart(start(), update(""));
    }

    private ClientRequest.ReportActivityById activityReport(ExecutionState state, String runId) {
        String activityId = choice.anyOf(state.activities().values())
                .map(PendingActivity::activityId)
                .orElse("unknown");
        ActivityOutcome outcome =
                switch (choice.below(4)) {
                    case 0 -> new ActivityOutcome.Completed(Payload.json("1"));
                    case 1 ->
                        new ActivityOutcome.Failed(Failure.of(new FailureInfo.Application(
                                "broken", "Broken", choice.oneIn(4), "", List.of(), Duration.ZERO)));
                    case 2 -> new ActivityOutcome.Canceled(payloads());
                    default -> new ActivityOutcome.Heartbeat(payloads());
                };
        return new ClientRequest.ReportActivityById(runId, activityId, outcome, "client");
    }

    private static List<WorkflowIdReusePolicy> reuse() {
        return List.of(WorkflowIdReusePolicy.values());
    }

    static RunSettings settings(Choice choice) {
        RunSettings settings = RunSettings.of("Type", "queue", List.of(Payload.json("\"in\"")))
                .withTimeouts(
                        choice.oneIn(6) ? choice.upTo(Duration.ofMinutes(3)) : Duration.ZERO,
                        choice.oneIn(6) ? choice.upTo(Duration.ofMinutes(1)) : Duration.ZERO,
                        choice.oneIn(4) ? Duration.ofSeconds(1) : Duration.ZERO);
        return choice.oneIn(3) ? settings.withRetryPolicy(retryPolicy(choice)) : settings;
    }

    static RetryPolicy retryPolicy(Choice choice) {
        return new RetryPolicy(
                choice.upTo(Duration.ofSeconds(2)), 2, Duration.ofSeconds(10), choice.below(4), List.of("Fatal"));
    }

    private List<Payload> payloads() {
        return choice.oneIn(2) ? List.of() : List.of(Payload.json("" + choice.below(10)));
    }
}
