package dev.weft.core.engine;

import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import java.time.Instant;

/**
 * Holds a run and lets it go on (feature row 28). The pause is in force at once: {@link TaskDispatch} makes no workflow
 * task, {@link Decision} lets no activity out, and {@link Withdrawals} takes back what no worker has got. Its event waits
 * for the workflow task under way, whose commands count.
 */
final class PauseHandler {
    private PauseHandler() {}

    /** A second pause succeeds and changes nothing. */
    static void pause(Decision decision, ClientRequest.PauseWorkflow request) {
        if (!Target.isOpenAndNew(decision, request.runId())) {
            return;
        }
        if (decision.state().run().isPaused()) {
            decision.rememberRequest();
        } else {
            decision.happened(new WorkflowEvent.WorkflowExecutionPaused(
                    request.reason(), request.identity(), decision.requestId()));
        }
        decision.reply(new Reply.Accepted(decision.state().runId()));
    }

    /** Resuming a run that is not paused succeeds and changes nothing. */
    static void resume(Decision decision, ClientRequest.ResumeWorkflow request) {
        if (!Target.isOpenAndNew(decision, request.runId())) {
            return;
        }
        if (decision.state().run().isPaused()) {
            Instant dispatchTime = Withdrawals.dispatchTime(decision.state(), decision.now());
            decision.happened(new WorkflowEvent.WorkflowExecutionUnpaused(
                    request.reason(), request.identity(), decision.requestId()));
            dispatchWaiting(decision, dispatchTime);
            WorkflowTaskHandler.tryAgainNow(decision);
        } else {
            decision.rememberRequest();
        }
        decision.reply(new Reply.Accepted(decision.state().runId()));
    }

    /** The pause belongs to the execution: the next run of a paused one begins with it. */
    static void carry(Decision decision, Pause pause) {
        if (!pause.isNone()) {
            decision.append(new WorkflowEvent.WorkflowExecutionPaused(pause.reason(), pause.identity(), ""));
        }
    }

    /** Rejects what a paused run does not do. */
    static boolean isPaused(Decision decision, String what) {
        ExecutionState state = decision.state();
        boolean paused = state.run().isPaused();
        if (paused) {
            decision.reject(
                    RejectionReason.WORKFLOW_PAUSED,
                    "Expected a workflow that is not paused to take " + what + ", but '"
                            + state.key().workflowId() + "' is paused"
                            + (state.run().pause().reason().isEmpty()
                                    ? ""
                                    : ": " + state.run().pause().reason()));
        }
        return paused;
    }

    /** What was on its queue before the pause was withdrawn, and goes there anew: its time to start begins again. */
    private static void dispatchWaiting(Decision decision, Instant time) {
        for (PendingActivity activity : decision.state().activities()) {
            if (activity.isWaiting()) {
                decision.note(new InternalChange.ActivityAttemptDispatched(activity.scheduledEventId(), time));
                decision.effect(ActivityHandler.dispatch(decision.state(), activity.scheduledEventId()));
            }
        }
    }
}
