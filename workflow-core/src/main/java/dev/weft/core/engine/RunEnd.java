package dev.weft.core.engine;

import dev.weft.core.command.Command;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.DerivedIds;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.BufferedEvent;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.UpdateState;
import dev.weft.core.state.WorkflowTaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How runs end, and what follows them (rules 2.7). */
final class RunEnd {
    /** A workflow that continues as new without pause must not spin. */
    private static final Duration SHORTEST_RUN = Duration.ofSeconds(1);

    /** What the names of signals that came to nothing take in the event that closes a run; the first ones are named. */
    private static final long UNSEEN_BYTES = 256 << 10;

    private RunEnd() {}

    static void complete(Decision decision, Command.CompleteWorkflow command, long completedEventId) {
        List<String> unseen = unseenSignals(decision.state());
        endChain(decision, new WorkflowEvent.WorkflowExecutionCompleted(command.result(), completedEventId, unseen));
    }

    static void cancel(Decision decision, Command.CancelWorkflow command, long completedEventId) {
        List<String> unseen = unseenSignals(decision.state());
        endChain(decision, new WorkflowEvent.WorkflowExecutionCanceled(command.details(), completedEventId, unseen));
    }

    private static void endChain(Decision decision, WorkflowEvent event) {
        Buffer.flush(decision);
        answerUpdates(decision, false);
        decision.append(event);
    }

    static void fail(Decision decision, Failure failure, long completedEventId) {
        WorkflowExecutionStarted started = decision.state().run().started();
        Retry.Verdict verdict = Retry.decide(
                started.settings().retryPolicy(), started.attempt(), failure, decision.now(), chainEnd(started));
        boolean again = verdict.again();
        Pause pause = decision.state().run().pause();
        String newRunId = again ? DerivedIds.nextRun(started.runId()) : "";
        List<String> unseen = unseenSignals(decision.state());
        Buffer.flush(decision);
        answerUpdates(decision, again);
        decision.append(new WorkflowEvent.WorkflowExecutionFailed(
                failure, verdict.state(), completedEventId, newRunId, unseen));
        if (again) {
            retry(decision, started, verdict.backoff(), failure, false);
            PauseHandler.carry(decision, pause);
        }
    }

    /** The run's time is over, and with the end of the chain's time there is no other run. */
    static void timeOut(Decision decision, Instant now) {
        WorkflowExecutionStarted started = decision.state().run().started();
        Failure failure = Failure.of(new FailureInfo.Timeout(
                "Expected the run to end in time, but its timeout passed", TimeoutType.START_TO_CLOSE, List.of()));
        Retry.Verdict verdict =
                Retry.decide(started.settings().retryPolicy(), started.attempt(), failure, now, chainEnd(started));
        boolean again = verdict.again();
        Pause pause = decision.state().run().pause();
        boolean waitsForParent = decision.state().task().phase() == WorkflowTaskState.Phase.WAITING_FOR_PARENT;
        abandonTask(decision);
        answerUpdates(decision, again);
        decision.append(new WorkflowEvent.WorkflowExecutionTimedOut(
                verdict.state(), again ? DerivedIds.nextRun(started.runId()) : ""));
        if (again) {
            retry(decision, started, verdict.backoff(), failure, waitsForParent);
            PauseHandler.carry(decision, pause);
        }
    }

    static void terminate(Decision decision, String reason, List<Payload> details, String identity) {
        abandonTask(decision);
        answerUpdates(decision, false);
        decision.append(new WorkflowEvent.WorkflowExecutionTerminated(reason, details, identity, ""));
    }

    /** Makes room for the run that a reset goes on with; whoever waits for an update waits on for that one. */
    static void terminateForReset(Decision decision, ClientRequest.ResetWorkflow request) {
        abandonTask(decision);
        decision.append(new WorkflowEvent.WorkflowExecutionTerminated(
                request.reason(), List.of(), request.identity(), request.newRunId()));
    }

    /**
     * Signals and cancel requests that are still buffered go to the next run, in order. One that is asked to cancel does
     * not wait for its backoff, as it would not if it were asked a moment later.
     */
    static void continueAsNew(Decision decision, Command.ContinueAsNew command, long completedEventId) {
        ExecutionState state = decision.state();
        WorkflowExecutionStarted started = state.run().started();
        List<BufferedEvent> carried = state.buffer().values().stream()
                .filter(event -> event.attributes() instanceof MessageEvent.WorkflowExecutionSignaled
                        || event.attributes() instanceof WorkflowEvent.WorkflowExecutionCancelRequested)
                .toList();
        RunSettings settings = inherited(command.settings(), state);
        boolean canceled = state.buffer().isCancelRequested();
        Duration asked = canceled ? Duration.ZERO : command.backoff();
        Duration backoff = atLeastShortestRun(asked, state.run().startTime(), decision.now());
        answerUpdates(decision, true);
        decision.append(new WorkflowEvent.WorkflowExecutionContinuedAsNew(
                DerivedIds.nextRun(started.runId()), settings, backoff, ContinueInitiator.WORKFLOW, completedEventId));
        startNext(decision, started, settings, backoff, ContinueInitiator.WORKFLOW, 1, Failure.NONE, false);
        PauseHandler.carry(decision, state.run().pause());
        carried.forEach(event -> decision.appendAt(event.time(), event.attributes()));
    }

    /** The close won over what is buffered: history shall say which signals came to nothing. */
    private static List<String> unseenSignals(ExecutionState state) {
        List<String> names = new ArrayList<>();
        long room = UNSEEN_BYTES;
        for (BufferedEvent event : state.buffer()) {
            if (event.attributes() instanceof MessageEvent.WorkflowExecutionSignaled signal) {
                room -= EncodedSize.of(signal.signalName());
                if (room < 0) {
                    return names;
                }
                names.add(signal.signalName());
            }
        }
        return names;
    }

    private static void retry(
            Decision decision,
            WorkflowExecutionStarted started,
            Duration backoff,
            Failure failure,
            boolean waitsForParent) {
        startNext(
                decision,
                started,
                started.settings(),
                backoff,
                ContinueInitiator.RETRY,
                started.attempt() + 1,
                failure,
                waitsForParent);
    }

    private static void startNext(
            Decision decision,
            WorkflowExecutionStarted former,
            RunSettings settings,
            Duration backoff,
            ContinueInitiator initiator,
            int attempt,
            Failure continuedFailure,
            boolean waitsForParent) {
        QueryHandler.releaseThoseOfTheRun(decision);
        String runId = DerivedIds.nextRun(former.runId());
        decision.append(new WorkflowExecutionStarted(
                settings,
                runId,
                former.firstRunId(),
                runId,
                former.runId(),
                initiator,
                attempt,
                former.executionExpiration(),
                backoff,
                former.parent(),
                former.root(),
                waitsForParent,
                FailureExcerpt.ofFormerRun(continuedFailure),
                former.lastCompletionResult(),
                former.identity(),
                "",
                List.of()));
        if (backoff.isZero()) {
            decision.needTask();
        }
    }

    private static RunSettings inherited(RunSettings asked, ExecutionState state) {
        RunSettings former = state.run().started().settings();
        return new RunSettings(
                asked.workflowType().isEmpty() ? former.workflowType() : asked.workflowType(),
                asked.taskQueue().isEmpty() ? former.taskQueue() : asked.taskQueue(),
                asked.input(),
                former.executionTimeout(),
                asked.runTimeout().isZero() ? former.runTimeout() : asked.runTimeout(),
                asked.taskTimeout().isZero() ? former.taskTimeout() : asked.taskTimeout(),
                asked.retryPolicy().retries() ? asked.retryPolicy() : former.retryPolicy(),
                asked.memo().isEmpty() ? state.run().memo() : asked.memo(),
                asked.searchAttributes().isEmpty() ? state.run().searchAttributes() : asked.searchAttributes(),
                asked.header().isEmpty() ? former.header() : asked.header(),
                former.retention());
    }

    private static Duration atLeastShortestRun(Duration asked, Instant startTime, Instant now) {
        Duration missing = SHORTEST_RUN.minus(Duration.between(startTime, now));
        return missing.compareTo(asked) > 0 ? missing : asked;
    }

    private static void abandonTask(Decision decision) {
        WorkflowTaskHandler.abandon(decision, WorkflowTaskFailedCause.FORCE_CLOSE_COMMAND, Failure.NONE);
        Buffer.flush(decision);
    }

    /** Whoever waits for an update of a run that ends is told so. */
    private static void answerUpdates(Decision decision, boolean continues) {
        for (UpdateState update : decision.state().updates()) {
            if (update.stage() == UpdateStage.ADMITTED && continues) {
                continue;
            }
            Reply answer = update.stage() == UpdateStage.ACCEPTED
                    ? new Reply.UpdateProgress(
                            update.updateId(),
                            decision.state().runId(),
                            UpdateStage.COMPLETED,
                            Payload.NONE,
                            Failure.of(new FailureInfo.Server(
                                    "Expected the update to complete, but the workflow closed first", true)))
                    : new Reply.Rejected(
                            RejectionReason.WORKFLOW_CLOSED,
                            "Expected an open run, but it closed before update '" + update.updateId()
                                    + "' was delivered",
                            decision.state().runId());
            update.waiters().forEach(waiter -> decision.tell(waiter.replyTo(), answer));
        }
    }

    private static Instant chainEnd(WorkflowExecutionStarted started) {
        return started.executionExpiration().equals(Instant.EPOCH) ? Instant.MAX : started.executionExpiration();
    }
}
