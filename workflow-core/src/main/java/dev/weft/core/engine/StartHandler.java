package dev.weft.core.engine;

import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ChainStart;
import dev.weft.core.state.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Starts runs, for clients and for parents (feature rows 1 to 5, 16, 17, 38). */
final class StartHandler {
    private StartHandler() {}

    static void start(Decision decision, ClientRequest.StartWorkflow request) {
        ExecutionState state = decision.state();
        if (!isComplete(decision, request)) {
            return;
        }
        if (isRepeated(decision, request.conflictPolicy() == WorkflowIdConflictPolicy.USE_EXISTING)) {
            return;
        }
        if (Target.hasRun(state, request.runId())) {
            rejectStarted(decision, "has had run " + request.runId() + " before");
            return;
        }
        if (state.isOpen()) {
            if (request.conflictPolicy() == WorkflowIdConflictPolicy.USE_EXISTING) {
                decision.rememberRequest();
                decision.reply(started(state, false));
                return;
            }
            if (request.conflictPolicy() == WorkflowIdConflictPolicy.FAIL) {
                rejectStarted(decision, "is open");
                return;
            }
            RunEnd.terminate(decision, "Replaced by a start with TERMINATE_EXISTING", List.of(), request.identity());
            QueryHandler.releaseIfPossible(decision);
        } else if (!mayReuse(decision.state(), request.reusePolicy())) {
            rejectStarted(decision, "has run, and the reuse policy is " + request.reusePolicy());
            return;
        }
        begin(decision, request);
        decision.reply(started(decision.state(), true));
    }

    static void signalWithStart(Decision decision, ClientRequest.SignalWithStart request) {
        ExecutionState state = decision.state();
        if (!isComplete(decision, request.start())) {
            return;
        }
        if (isRepeated(decision, true)) {
            return;
        }
        boolean replace = request.start().conflictPolicy() == WorkflowIdConflictPolicy.TERMINATE_EXISTING;
        if (state.isOpen() && !replace) {
            MessageEvent.WorkflowExecutionSignaled signal = signal(request, decision.requestId());
            if (!SignalHandler.hasRoom(decision, signal)) {
                return;
            }
            decision.happened(signal);
            TaskDispatch.endFirstDelay(decision);
            decision.reply(started(decision.state(), false));
            return;
        }
        start(decision, request.start());
        if (decision.state().isOpen() && !decision.state().runId().equals(state.runId())) {
            decision.append(signal(request, ""));
        }
    }

    /**
     * The start counts whatever becomes of the update. A repeated start leads to the update that the first one admitted.
     */
    static void updateWithStart(Decision decision, ClientRequest.UpdateWithStart request) {
        ExecutionState state = decision.state();
        if (!isComplete(decision, request.start()) || !fitsStart(decision, request)) {
            return;
        }
        boolean repeated = !state.isNone() && Target.wasSeen(decision);
        if (!repeated) {
            boolean joins = state.isOpen() && request.start().conflictPolicy() == WorkflowIdConflictPolicy.USE_EXISTING;
            boolean known = state.updates().containsKey(request.update().updateId());
            if (joins && !known && !UpdateHandler.mayAdmit(decision)) {
                return;
            }
            start(decision, request.start());
            if (decision.isRejected()) {
                return;
            }
            decision.withholdReply();
        }
        UpdateHandler.update(decision, request.update());
    }

    private static boolean fitsStart(Decision decision, ClientRequest.UpdateWithStart request) {
        if (request.start().startDelay().isPositive()) {
            decision.reject(
                    RejectionReason.INVALID,
                    "Expected a start without delay, since an update comes with it, but the delay is "
                            + request.start().startDelay());
            return false;
        }
        if (request.update().updateId().isEmpty()
                || request.update().updateName().isEmpty()) {
            decision.reject(RejectionReason.INVALID, "Expected an update with id and name, but one is empty");
            return false;
        }
        if (!request.update().runId().isEmpty()) {
            decision.reject(
                    RejectionReason.INVALID,
                    "Expected an update of the run that is started, but it names run "
                            + request.update().runId());
            return false;
        }
        return true;
    }

    static void startChild(Decision decision, WorkflowRequest.StartChild request) {
        ExecutionState state = decision.state();
        boolean mine = Target.hasRun(state, request.runId())
                || state.run().started().firstRunId().equals(request.runId());
        String cause = "";
        if (!mine) {
            if (state.isOpen() || !mayReuse(state, request.reusePolicy())) {
                cause = "WORKFLOW_ALREADY_EXISTS";
            } else {
                beginChild(decision, request);
            }
        } else if (!isOpenChain(state, request.runId()) && !ChildHandler.tellOutcomeAgain(decision, request)) {
            cause = "CHILD_WORKFLOW_EXECUTION_NOT_FOUND";
        }
        answer(decision, request, cause);
    }

    /** The child does not start. */
    static void refuseChild(Decision decision, WorkflowRequest.StartChild request, String cause) {
        answer(decision, request, cause);
    }

    private static void answer(Decision decision, WorkflowRequest.StartChild request, String cause) {
        decision.send(
                request.sender().key(),
                new WorkflowRequest.ChildStartAnswered(
                        request.sender().outboxId(),
                        request.sender().runId(),
                        request.parent().initiatedEventId(),
                        request.runId(),
                        cause,
                        decision.state().key()));
    }

    private static boolean isOpenChain(ExecutionState state, String firstRunId) {
        return state.isOpen() && state.run().started().firstRunId().equals(firstRunId);
    }

    /**
     * Answers a repeated request as the first time. A start whose chain others have followed is refused.
     *
     * @param joins the request may have found an open run and begun none
     */
    private static boolean isRepeated(Decision decision, boolean joins) {
        ExecutionState state = decision.state();
        if (state.isNone() || !Target.wasSeen(decision)) {
            return false;
        }
        Reply.Started answer = startedBefore(state, decision.requestId());
        if (answer.started() || joins) {
            decision.reply(answer);
        } else {
            rejectStarted(decision, "was begun by the same request before, and run " + state.runId() + " has followed");
        }
        return true;
    }

    private static void begin(Decision decision, ClientRequest.StartWorkflow request) {
        decision.append(new WorkflowExecutionStarted(
                request.settings(),
                request.runId(),
                request.runId(),
                request.runId(),
                "",
                ContinueInitiator.NONE,
                1,
                expiration(decision, request.settings().executionTimeout(), request.startDelay()),
                request.startDelay(),
                ParentLink.NONE,
                decision.state().key(),
                false,
                Failure.NONE,
                Payload.NONE,
                request.identity(),
                decision.requestId(),
                List.of()));
        decision.needTask();
    }

    private static void beginChild(Decision decision, WorkflowRequest.StartChild request) {
        ExecutionKey root =
                request.root().equals(ExecutionKey.NONE) ? request.sender().key() : request.root();
        decision.append(new WorkflowExecutionStarted(
                request.settings(),
                request.runId(),
                request.runId(),
                request.runId(),
                "",
                ContinueInitiator.NONE,
                1,
                expiration(decision, request.settings().executionTimeout(), Duration.ZERO),
                Duration.ZERO,
                request.parent(),
                root,
                true,
                Failure.NONE,
                Payload.NONE,
                "",
                "",
                List.of()));
    }

    private static Instant expiration(Decision decision, Duration executionTimeout, Duration delay) {
        return executionTimeout.isZero()
                ? Instant.EPOCH
                : decision.now().plus(delay).plus(executionTimeout);
    }

    private static boolean isComplete(Decision decision, ClientRequest.StartWorkflow request) {
        boolean complete = !request.settings().workflowType().isEmpty()
                && !request.settings().taskQueue().isEmpty()
                && !request.runId().isEmpty();
        boolean inRange = Bounds.inRange(request.settings()) && Bounds.inRange(request.startDelay());
        if (!complete) {
            decision.reject(
                    RejectionReason.INVALID,
                    "Expected a start with workflow type, task queue and run id, but one is empty");
        } else if (!inRange) {
            decision.reject(
                    RejectionReason.INVALID,
                    "Expected timeouts, delays and retry intervals between zero and 100 years, but one is not");
        }
        return complete && inRange;
    }

    private static boolean mayReuse(ExecutionState state, WorkflowIdReusePolicy policy) {
        if (state.isNone()) {
            return true;
        }
        return switch (policy) {
            case ALLOW_DUPLICATE -> true;
            case REJECT_DUPLICATE -> false;
            case ALLOW_DUPLICATE_FAILED_ONLY ->
                switch (state.status()) {
                    case FAILED, TIMED_OUT, CANCELED, TERMINATED -> true;
                    case COMPLETED, CONTINUED_AS_NEW, RUNNING, STUCK, PAUSED -> false;
                };
        };
    }

    private static MessageEvent.WorkflowExecutionSignaled signal(
            ClientRequest.SignalWithStart request, String requestId) {
        return new MessageEvent.WorkflowExecutionSignaled(
                request.signalName(),
                request.input(),
                request.signalHeader(),
                request.start().identity(),
                ExecutionKey.NONE,
                requestId);
    }

    static Reply.Started started(ExecutionState state, boolean isNew) {
        return new Reply.Started(
                state.runId(),
                state.run().started().firstRunId(),
                isNew,
                isNew && state.isOpen() ? WorkflowStatus.RUNNING : state.status(),
                state.run().startTime());
    }

    /** The first answer again; {@code started} is false when the request has begun no run of the newest chain. */
    static Reply.Started startedBefore(ExecutionState state, String requestId) {
        ChainStart chain = state.run().chainStart();
        if (!chain.requestId().equals(requestId)) {
            return started(state, state.run().started().requestId().equals(requestId));
        }
        String firstRunId = state.run().started().firstRunId();
        WorkflowStatus status = state.isOpen() ? WorkflowStatus.RUNNING : state.status();
        return new Reply.Started(firstRunId, firstRunId, true, status, chain.time());
    }

    private static void rejectStarted(Decision decision, String why) {
        decision.reject(
                RejectionReason.WORKFLOW_ALREADY_STARTED,
                "Expected workflow id '" + decision.state().key().workflowId() + "' to be free, but it " + why);
    }
}
