package dev.weft.sdk.worker;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.CompleteWorkflowTask;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.request.WorkerRequest.FailWorkflowTask;
import dev.weft.core.request.WorkerRequest.ReportActivityCanceled;
import dev.weft.sdk.transport.CallRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is reported in place of a report that the platform refuses for good, mostly because it is too large. */
final class RefusedReports {
    private static final int TOO_LARGE = 413;
    private static final int MESSAGE_LENGTH_MAX = 2_000;

    private RefusedReports() {}

    static Report replace(Report report, CallRefusedException refusal) {
        return switch (report) {
            case LogReport log -> new LogReport(log.key(), replace(log.request(), refusal));
            case QueryReport query ->
                new QueryReport(query.replyTo(), Payload.NONE, failure("The answer of the query was refused", refusal));
        };
    }

    private static WorkerRequest replace(WorkerRequest request, CallRefusedException refusal) {
        return switch (request) {
            case CompleteWorkflowTask task ->
                new FailWorkflowTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        refusal.status() == TOO_LARGE
                                ? WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED
                                : WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE,
                        failure("The commands of the workflow task were refused", refusal),
                        task.identity());
            case FailWorkflowTask task ->
                new FailWorkflowTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        task.cause(),
                        failure("The failure of the workflow task was refused", refusal),
                        task.identity());
            case CompleteActivityTask task ->
                failActivity(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        task.startedTime(),
                        task.identity(),
                        failure("The result of the activity was refused", refusal));
            case FailActivityTask task ->
                failActivity(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        task.startedTime(),
                        task.identity(),
                        failure("The failure of the activity was refused", refusal));
            case ReportActivityCanceled task ->
                new ReportActivityCanceled(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        task.startedTime(),
                        List.of(),
                        task.identity());
            case WorkerRequest.ReportWorkflowTaskStarted same -> same;
            case WorkerRequest.ReportStickyUnavailable same -> same;
            case WorkerRequest.ClaimActivityTask same -> same;
            case WorkerRequest.ReportActivityStarted same -> same;
            case WorkerRequest.RecordActivityHeartbeat same -> same;
            case WorkerRequest.ReportQueryUndelivered same -> same;
        };
    }

    private static FailActivityTask failActivity(
            String runId, long eventId, int attempt, Instant startedTime, String identity, Failure failure) {
        return new FailActivityTask(runId, eventId, attempt, startedTime, failure, List.of(), identity);
    }

    /** Not retryable: the same code would give the same. */
    private static Failure failure(String what, CallRefusedException refusal) {
        String message = what + ": " + refusal.getMessage();
        String excerpt = message.length() <= MESSAGE_LENGTH_MAX ? message : message.substring(0, MESSAGE_LENGTH_MAX);
        return Failure.of(new FailureInfo.Application(excerpt, "ReportRefused", true, "", List.of(), Duration.ZERO));
    }
}
