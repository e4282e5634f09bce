package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.QueueName;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides what a request leads to. Total and deterministic: no clock, no random, no I/O; an expected refusal is a
 * reply, an exception is a bug. (The split of deciding and evolving follows Kafka's share coordinator and the Zeebe
 * engine.)
 */
public final class WorkflowStateMachine {
    private WorkflowStateMachine() {}

    public static Transition handle(ExecutionState state, LoggedRequest logged) {
        return handle(state, logged, RunHistories.NONE);
    }

    /** @param histories of this execution, as they were appended before this request */
    public static Transition handle(ExecutionState state, LoggedRequest logged, RunHistories histories) {
        Transition transition = decide(new Decision(state, logged, histories, false));
        return StateLimit.allows(state, transition.state())
                ? transition
                : withoutGrowth(state, logged, histories, transition.state().sizeBytes());
    }

    /** @param size of the state that the request would lead to */
    private static Transition withoutGrowth(
            ExecutionState state, LoggedRequest logged, RunHistories histories, long size) {
        Decision decision = new Decision(state, logged, histories, true);
        return StateLimit.refuses(decision, logged.request().body(), size) ? decision.finish() : decide(decision);
    }

    static Transition decide(Decision decision) {
        switch (decision.request().body()) {
            case ClientRequest body -> handle(decision, body);
            case WorkerRequest body -> handle(decision, body);
            case WorkflowRequest body -> handle(decision, body);
            case EngineRequest.TimerDue body -> TimerHandler.due(decision, body);
            case EngineRequest.WorkerArrived body -> WorkflowTaskHandler.workerArrived(decision, body);
            case EngineRequest.ResendTasks body -> {
                // Addressed to a partition; nothing of an execution changes.
            }
        }
        return decision.finish();
    }

    /** Everything that state says is pending, to be sent again after a takeover. */
    public static List<Effect> resend(ExecutionState state) {
        return Resend.everything(state);
    }

    /** The pending tasks of some queues, to be sent again when their matching instance has changed. */
    public static List<Effect> resendTasks(ExecutionState state, Predicate<QueueName> queues) {
        return Resend.tasks(state, queues);
    }

    private static void handle(Decision decision, ClientRequest request) {
        if (!RequestSizes.fit(decision, request)) {
            return;
        }
        switch (request) {
            case ClientRequest.StartWorkflow body -> StartHandler.start(decision, body);
            case ClientRequest.SignalWorkflow body -> SignalHandler.signal(decision, body);
            case ClientRequest.SignalWithStart body -> StartHandler.signalWithStart(decision, body);
            case ClientRequest.UpdateWorkflow body -> UpdateHandler.update(decision, body);
            case ClientRequest.PollUpdate body -> UpdateHandler.poll(decision, body);
            case ClientRequest.QueryWorkflow body -> QueryHandler.query(decision, body);
            case ClientRequest.RequestCancelWorkflow body -> EndHandler.requestCancel(decision, body);
            case ClientRequest.TerminateWorkflow body -> EndHandler.terminate(decision, body);
            case ClientRequest.DescribeWorkflow body -> ReadHandler.describe(decision, body.runId());
            case ClientRequest.ReadHistory body -> ReadHandler.readHistory(decision, body);
            case ClientRequest.LookUpRequest body -> ReadHandler.lookUp(decision, body);
            case ClientRequest.ReadState body -> PastHandler.readState(decision, body);
            case ClientRequest.PauseWorkflow body -> PauseHandler.pause(decision, body);
            case ClientRequest.ResumeWorkflow body -> PauseHandler.resume(decision, body);
            case ClientRequest.ResetWorkflow body -> ResetHandler.reset(decision, body);
            case ClientRequest.DeleteWorkflow body -> DeleteHandler.delete(decision, body);
            case ClientRequest.UpdateWithStart body -> StartHandler.updateWithStart(decision, body);
            case ClientRequest.ReportActivityById body -> ActivityByIdHandler.report(decision, body);
            case ClientRequest.SetHistoryLimit body -> HistoryLimitHandler.set(decision, body);
        }
    }

    private static void handle(Decision decision, WorkerRequest request) {
        switch (request) {
            case WorkerRequest.CompleteWorkflowTask body -> WorkflowTaskHandler.complete(decision, body);
            case WorkerRequest.FailWorkflowTask body -> WorkflowTaskHandler.fail(decision, body);
            case WorkerRequest.ReportWorkflowTaskStarted body -> WorkflowTaskHandler.reportStarted(decision, body);
            case WorkerRequest.ReportStickyUnavailable body -> WorkflowTaskHandler.stickyUnavailable(decision, body);
            case WorkerRequest.ClaimActivityTask body -> ActivityHandler.claim(decision, body);
            case WorkerRequest.ReportActivityStarted body -> ActivityHandler.reportStarted(decision, body);
            case WorkerRequest.CompleteActivityTask body -> ActivityHandler.complete(decision, body);
            case WorkerRequest.FailActivityTask body -> ActivityHandler.fail(decision, body);
            case WorkerRequest.ReportActivityCanceled body -> ActivityHandler.canceled(decision, body);
            case WorkerRequest.RecordActivityHeartbeat body -> ActivityHandler.heartbeat(decision, body);
            case WorkerRequest.ReportQueryUndelivered body -> QueryHandler.undelivered(decision, body);
        }
    }

    private static void handle(Decision decision, WorkflowRequest request) {
        switch (request) {
            case WorkflowRequest.StartChild body -> StartHandler.startChild(decision, body);
            case WorkflowRequest.ChildStartAnswered body -> ChildHandler.startAnswered(decision, body);
            case WorkflowRequest.ReleaseFirstTask body -> ChildHandler.release(decision, body);
            case WorkflowRequest.ChildClosed body -> ChildHandler.closed(decision, body);
            case WorkflowRequest.ApplyParentClose body -> ChildHandler.parentClosed(decision, body);
            case WorkflowRequest.SignalFromWorkflow body -> ExternalHandler.signal(decision, body);
            case WorkflowRequest.CancelFromWorkflow body -> ExternalHandler.cancel(decision, body);
            case WorkflowRequest.ExternalAnswered body -> ExternalHandler.answered(decision, body);
            case WorkflowRequest.OutboxAcknowledged body -> ChildHandler.acknowledged(decision, body);
        }
    }
}
