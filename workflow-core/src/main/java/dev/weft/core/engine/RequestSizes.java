package dev.weft.core.engine;

import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.request.ClientRequest;
import java.util.List;
import java.util.Map;

/** Refuses what clients ask where a part of it is too large; then nothing is written. */
final class RequestSizes {
    private RequestSizes() {}

    /** Rejects the request unless all its parts are within their bounds. */
    static boolean fit(Decision decision, ClientRequest request) {
        SizeCheck check = check(new SizeCheck(), request);
        check.name("the workflow id", decision.state().key().workflowId());
        check.name("the request id", decision.requestId());
        check.excess()
                .ifPresent(excess -> decision.reject(
                        switch (excess.kind()) {
                            case NAME -> RejectionReason.INVALID;
                            case PAYLOAD, SEARCH_ATTRIBUTES -> RejectionReason.TOO_LARGE;
                        },
                        excess.message()));
        return !check.isExceeded();
    }

    private static SizeCheck check(SizeCheck check, ClientRequest request) {
        return switch (request) {
            case ClientRequest.StartWorkflow start -> start(check, start);
            case ClientRequest.SignalWorkflow signal ->
                signal(
                        signer(check, signal.runId(), signal.identity()),
                        signal.signalName(),
                        signal.input(),
                        signal.header());
            case ClientRequest.SignalWithStart signal ->
                signal(start(check, signal.start()), signal.signalName(), signal.input(), signal.signalHeader());
            case ClientRequest.UpdateWorkflow update -> update(check, update);
            case ClientRequest.UpdateWithStart update -> update(start(check, update.start()), update.update());
            case ClientRequest.PollUpdate poll -> check.name("the update id", poll.updateId());
            case ClientRequest.QueryWorkflow query ->
                check.name("the query type", query.queryType())
                        .payload("the input of", query.queryType(), EncodedSize.of(query.input()));
            case ClientRequest.RequestCancelWorkflow cancel ->
                signer(check, cancel.runId(), cancel.identity()).name("the reason", cancel.reason());
            case ClientRequest.TerminateWorkflow end -> end(check, end);
            case ClientRequest.PauseWorkflow pause ->
                signer(check, pause.runId(), pause.identity()).name("the reason", pause.reason());
            case ClientRequest.ResumeWorkflow resume ->
                signer(check, resume.runId(), resume.identity()).name("the reason", resume.reason());
            case ClientRequest.ResetWorkflow reset -> reset(check, reset);
            case ClientRequest.DeleteWorkflow delete -> signer(check, delete.runId(), delete.identity());
            case ClientRequest.ReportActivityById report -> outcome(check, report);
            case ClientRequest.SetHistoryLimit set -> signer(check, set.runId(), set.identity());
            case ClientRequest.DescribeWorkflow read -> check;
            case ClientRequest.ReadHistory read -> check;
            case ClientRequest.ReadState read -> check;
            case ClientRequest.LookUpRequest read -> check;
        };
    }

    private static SizeCheck signer(SizeCheck check, String runId, String identity) {
        return check.name("the run id", runId).name("the identity", identity);
    }

    private static SizeCheck start(SizeCheck check, ClientRequest.StartWorkflow start) {
        return signer(check, start.runId(), start.identity()).settings(start.settings());
    }

    private static SizeCheck update(SizeCheck check, ClientRequest.UpdateWorkflow update) {
        return signer(check, update.runId(), update.identity())
                .name("the update id", update.updateId())
                .name("the name of the update", update.updateName())
                .input(update.updateName(), update.input(), update.header());
    }

    private static SizeCheck reset(SizeCheck check, ClientRequest.ResetWorkflow reset) {
        signer(check, reset.runId(), reset.identity())
                .name("the new run id", reset.newRunId())
                .name("the reason", reset.reason());
        return reset.point() instanceof ResetPoint.Checkpoint checkpoint
                ? check.name("the name of the checkpoint", checkpoint.name())
                : check;
    }

    private static SizeCheck signal(
            SizeCheck check, String signalName, List<Payload> input, Map<String, Payload> header) {
        return check.name("the name of the signal", signalName).input(signalName, input, header);
    }

    private static SizeCheck end(SizeCheck check, ClientRequest.TerminateWorkflow end) {
        return signer(check, end.runId(), end.identity())
                .name("the reason", end.reason())
                .payload("the details", "", EncodedSize.of(end.details()));
    }

    private static SizeCheck outcome(SizeCheck check, ClientRequest.ReportActivityById report) {
        signer(check, report.runId(), report.identity()).name("the activity id", report.activityId());
        return switch (report.outcome()) {
            case ActivityOutcome.Completed completed ->
                check.payload("the result of activity", report.activityId(), EncodedSize.of(completed.result()));
            case ActivityOutcome.Failed failed ->
                check.payload("the failure of activity", report.activityId(), EncodedSize.of(failed.failure()));
            case ActivityOutcome.Canceled canceled ->
                check.payload("the details of activity", report.activityId(), EncodedSize.of(canceled.details()));
            case ActivityOutcome.Heartbeat heartbeat ->
                check.payload("the heartbeat of activity", report.activityId(), EncodedSize.of(heartbeat.details()));
        };
    }
}
