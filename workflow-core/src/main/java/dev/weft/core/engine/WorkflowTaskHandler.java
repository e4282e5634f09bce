package dev.weft.core.engine;

import dev.weft.core.command.Command;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.PendingTimer;
import dev.weft.core.state.WorkflowTaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What workers report of workflow tasks (rules 2.4-6 to 2.4-17). */
final class WorkflowTaskHandler {
    private WorkflowTaskHandler() {}

    static void complete(Decision decision, WorkerRequest.CompleteWorkflowTask request) {
        ExecutionState state = decision.state();
        if (!isCurrent(state, request.runId(), request.scheduledEventId(), request.attempt())) {
            rejectStale(decision, request.scheduledEventId(), request.attempt());
            return;
        }
        CommandValidator.Verdict verdict =
                CommandSizes.check(request).orElseGet(() -> CommandValidator.check(state, request.commands()));
        if (!verdict.isValid()) {
            failUnderWay(decision, verdict.cause(), serverFailure(verdict.message()), request.identity());
            return;
        }
        boolean closing = !request.commands().isEmpty() && request.commands().getLast() instanceof Command.Closing;
        if (closing && mustRerun(state, request.commands())) {
            failUnderWay(
                    decision,
                    WorkflowTaskFailedCause.UNHANDLED_COMMAND,
                    serverFailure("Expected no new events before the workflow closes, but "
                            + state.buffer().size() + " came"),
                    request.identity());
            return;
        }
        if (isHeartbeatWithoutEnd(decision, request)) {
            endHeartbeat(decision);
            return;
        }
        if (leavesNoTrace(state, request)) {
            drop(decision, request);
        } else {
            record(decision, request);
        }
        decision.reply(new Reply.Accepted(request.runId()));
    }

    /** None of the commands counts. */
    static void refuse(
            Decision decision,
            WorkerRequest.CompleteWorkflowTask request,
            WorkflowTaskFailedCause cause,
            String message) {
        failUnderWay(decision, cause, serverFailure(message), request.identity());
    }

    private static void record(Decision decision, WorkerRequest.CompleteWorkflowTask request) {
        TaskDispatch.writeProvisional(decision);
        WorkflowTaskState task = decision.state().task();
        Instant heartbeatingSince = heartbeatingSince(task);
        List<String> sentUpdates = task.sentUpdates();
        long completedEventId = decision.append(new WorkflowTaskEvent.WorkflowTaskCompleted(
                task.scheduledEventId(),
                task.startedEventId(),
                EncodedSize.prefix(request.identity(), Limits.IDENTITY_BYTES),
                EncodedSize.prefix(request.sdkName(), Limits.IDENTITY_BYTES),
                EncodedSize.prefix(request.sdkVersion(), Limits.IDENTITY_BYTES),
                request.sdkFlags()));
        bindSticky(decision, request);
        if (!decision.state().run().problem().isNone()) {
            decision.note(new InternalChange.ProblemCleared());
        }
        for (Command command : request.commands()) {
            if (command instanceof Command.Closing) {
                UpdateHandler.rejectRefused(decision, request.rejectedUpdates());
            }
            CommandHandler.apply(decision, command, completedEventId);
        }
        UpdateHandler.rejectRefused(decision, request.rejectedUpdates());
        if (!decision.state().isOpen() || !decision.state().runId().equals(request.runId())) {
            return;
        }
        decision.commandsAreDone();
        if (isPureHeartbeat(request)) {
            decision.note(new InternalChange.WorkflowTaskHeartbeat(heartbeatingSince));
        }
        if (!request.heartbeat()) {
            UpdateHandler.rejectUnanswered(decision, sentUpdates);
        }
        if (Buffer.flush(decision) || request.heartbeat()) {
            decision.needTask();
        }
    }

    static void fail(Decision decision, WorkerRequest.FailWorkflowTask request) {
        if (!isCurrent(decision.state(), request.runId(), request.scheduledEventId(), request.attempt())) {
            rejectStale(decision, request.scheduledEventId(), request.attempt());
            return;
        }
        WorkflowTaskFailedCause cause = request.cause().isOfWorkers()
                ? request.cause()
                : WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE;
        failUnderWay(decision, cause, FailureExcerpt.whole(request.failure()), request.identity());
    }

    static void reportStarted(Decision decision, WorkerRequest.ReportWorkflowTaskStarted request) {
        ExecutionState state = decision.state();
        if (!isCurrent(state, request.runId(), request.scheduledEventId(), request.attempt())) {
            rejectStale(decision, request.scheduledEventId(), request.attempt());
        } else if (state.task().startedTime().equals(Instant.EPOCH)) {
            decision.note(new InternalChange.WorkflowTaskStartReported(
                    request.startedTime(), EncodedSize.prefix(request.identity(), Limits.IDENTITY_BYTES)));
        }
    }

    /** The sticky worker is gone: the same task goes to the normal queue with full history. */
    static void stickyUnavailable(Decision decision, WorkerRequest.ReportStickyUnavailable request) {
        ExecutionState state = decision.state();
        boolean current = isCurrent(state, request.runId(), request.scheduledEventId(), request.attempt());
        if (!current || !state.task().sticky()) {
            rejectStale(decision, request.scheduledEventId(), request.attempt());
            return;
        }
        decision.note(new InternalChange.StickyCleared());
        decision.effect(TaskDispatch.effect(decision.state()));
    }

    /** The deadline of the workflow task has come (rule 2.4-15), or its delay is over. */
    static void due(Decision decision) {
        WorkflowTaskState task = decision.state().task();
        switch (task.phase()) {
            case DELAYED -> TaskDispatch.dispatchNow(decision);
            case STARTED -> timedOut(decision, task);
            case IDLE, WAITING_FOR_PARENT -> {
                // Nothing is due.
            }
        }
    }

    /** A worker that was not there before polls the queue, perhaps with other code. */
    static void workerArrived(Decision decision, EngineRequest.WorkerArrived request) {
        if (decision.state().run().started().settings().taskQueue().equals(request.taskQueue())) {
            tryAgainNow(decision);
        }
    }

    /** What made the last attempts fail may be mended: the next one does not wait any longer. */
    static void tryAgainNow(Decision decision) {
        ExecutionState state = decision.state();
        boolean repeats = state.isOpen()
                && state.task().phase() == WorkflowTaskState.Phase.DELAYED
                && !state.run().problem().isNone();
        if (repeats) {
            TaskDispatch.dispatchNow(decision);
        }
    }

    /** Ends the task under way because history must go on without it. */
    static void abandon(Decision decision, WorkflowTaskFailedCause cause, Failure failure) {
        WorkflowTaskState task = decision.state().task();
        if (!task.isStarted()) {
            return;
        }
        decision.note(new InternalChange.WorkflowTaskAttemptFailed(
                task.attempt(), cause, FailureExcerpt.of(failure), decision.now()));
        if (!task.provisional()) {
            decision.append(new WorkflowTaskEvent.WorkflowTaskFailed(
                    task.scheduledEventId(), task.startedEventId(), cause, failure, ""));
        }
    }

    private static void timedOut(Decision decision, WorkflowTaskState task) {
        boolean started = !task.startedTime().equals(Instant.EPOCH);
        TimeoutType type = started ? TimeoutType.START_TO_CLOSE : TimeoutType.SCHEDULE_TO_START;
        timedOut(
                decision,
                type,
                "Expected the workflow task to be completed in time, but its " + type + " timeout passed");
        goOnAfterFailure(decision, task.sticky());
    }

    private static void timedOut(Decision decision, TimeoutType type, String message) {
        WorkflowTaskState task = decision.state().task();
        WorkflowTaskFailedCause cause = type == TimeoutType.START_TO_CLOSE
                ? WorkflowTaskFailedCause.WORKFLOW_TASK_TIMED_OUT
                : WorkflowTaskFailedCause.RESET_STICKY_TASK_QUEUE;
        Failure failure = Failure.of(new FailureInfo.Timeout(message, type, List.of()));
        decision.note(new InternalChange.WorkflowTaskAttemptFailed(
                task.attempt(), cause, FailureExcerpt.of(failure), decision.now()));
        if (!task.provisional()) {
            decision.append(
                    new WorkflowTaskEvent.WorkflowTaskTimedOut(task.scheduledEventId(), task.startedEventId(), type));
        }
    }

    private static void failUnderWay(
            Decision decision, WorkflowTaskFailedCause cause, Failure failure, String identity) {
        WorkflowTaskState task = decision.state().task();
        decision.note(new InternalChange.WorkflowTaskAttemptFailed(
                task.attempt(), cause, FailureExcerpt.of(failure), decision.now()));
        if (!task.provisional()) {
            decision.append(new WorkflowTaskEvent.WorkflowTaskFailed(
                    task.scheduledEventId(),
                    task.startedEventId(),
                    cause,
                    failure,
                    EncodedSize.prefix(identity, Limits.IDENTITY_BYTES)));
        }
        goOnAfterFailure(decision, true);
    }

    private static void goOnAfterFailure(Decision decision, boolean clearSticky) {
        if (clearSticky && decision.state().sticky().isBound()) {
            decision.note(new InternalChange.StickyCleared());
        }
        Buffer.flush(decision);
        Duration delay = TaskPace.delayAfter(decision.state().run().problem());
        if (delay.isZero()) {
            decision.needTask();
        } else {
            decision.note(new InternalChange.WorkflowTaskDelayed(decision.now().plus(delay)));
        }
    }

    /** Rule 2.4-8. Continue-as-new takes buffered signals along; after some reruns in a row the close wins. */
    private static boolean mustRerun(ExecutionState state, List<Command> commands) {
        long unseen = state.buffer().values().stream()
                .filter(event -> isNews(event.attributes()))
                .count();
        if (unseen == 0
                || commands.getLast() instanceof Command.ContinueAsNew
                || state.task().closeReruns() >= Limits.CLOSE_RERUNS) {
            return false;
        }
        long dropped = commands.stream()
                .filter(command -> command instanceof Command.CancelTimer cancel
                        && state.timer(cancel.timerId())
                                .filter(PendingTimer::finished)
                                .isPresent())
                .distinct()
                .count();
        return unseen > dropped;
    }

    /** Workflow code does not see pauses, so they do not keep it from closing. */
    private static boolean isNews(EventAttributes attributes) {
        return !(attributes instanceof WorkflowEvent.WorkflowExecutionPaused)
                && !(attributes instanceof WorkflowEvent.WorkflowExecutionUnpaused);
    }

    /** Rule 2.4-16: a worker that only ever asks for more time does not keep the workflow. */
    private static boolean isHeartbeatWithoutEnd(Decision decision, WorkerRequest.CompleteWorkflowTask request) {
        Instant since = heartbeatingSince(decision.state().task());
        return isPureHeartbeat(request) && !decision.now().isBefore(since.plus(Limits.LONGEST_HEARTBEAT));
    }

    private static void endHeartbeat(Decision decision) {
        timedOut(
                decision,
                TimeoutType.START_TO_CLOSE,
                "Expected the worker to get on with the workflow task, but it only asked for more time for "
                        + Limits.LONGEST_HEARTBEAT);
        goOnAfterFailure(decision, true);
    }

    private static Instant heartbeatingSince(WorkflowTaskState task) {
        return task.heartbeatingSince().equals(Instant.EPOCH) ? task.dispatchedTime() : task.heartbeatingSince();
    }

    private static boolean isPureHeartbeat(WorkerRequest.CompleteWorkflowTask request) {
        return request.heartbeat()
                && request.commands().isEmpty()
                && request.rejectedUpdates().isEmpty();
    }

    private static boolean leavesNoTrace(ExecutionState state, WorkerRequest.CompleteWorkflowTask request) {
        return state.task().speculative()
                && state.task().provisional()
                && request.commands().isEmpty()
                && !request.heartbeat();
    }

    private static void drop(Decision decision, WorkerRequest.CompleteWorkflowTask request) {
        List<String> sentUpdates = decision.state().task().sentUpdates();
        decision.note(new InternalChange.ProvisionalTaskDropped());
        bindSticky(decision, request);
        UpdateHandler.rejectRefused(decision, request.rejectedUpdates());
        UpdateHandler.rejectUnanswered(decision, sentUpdates);
        if (Buffer.flush(decision)) {
            decision.needTask();
        }
    }

    private static void bindSticky(Decision decision, WorkerRequest.CompleteWorkflowTask request) {
        String bound = decision.state().sticky().stickyId();
        if (request.stickyId().isEmpty() && !bound.isEmpty()) {
            decision.note(new InternalChange.StickyCleared());
        } else if (!request.stickyId().equals(bound)) {
            decision.note(new InternalChange.StickyBound(request.stickyId(), request.stickyScheduleToStart()));
        }
    }

    private static boolean isCurrent(ExecutionState state, String runId, long scheduledEventId, int attempt) {
        WorkflowTaskState task = state.task();
        return state.isOpen()
                && state.runId().equals(runId)
                && task.isStarted()
                && task.scheduledEventId() == scheduledEventId
                && task.attempt() == attempt;
    }

    private static void rejectStale(Decision decision, long scheduledEventId, int attempt) {
        WorkflowTaskState task = decision.state().task();
        decision.reject(
                RejectionReason.STALE,
                "Expected a report of the workflow task under way (" + task.scheduledEventId() + ", attempt "
                        + task.attempt() + "), but got one of " + scheduledEventId + ", attempt " + attempt);
    }

    private static Failure serverFailure(String message) {
        return Failure.of(new FailureInfo.Server(message, false));
    }
}
