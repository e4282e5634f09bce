package dev.weft.core.engine;

import dev.weft.core.command.Command;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.UpdateState;
import java.util.List;
import java.util.Optional;

/** Admits updates and tells their callers how far they have come (rule 2.9, feature rows 22 to 24). */
final class UpdateHandler {
    private UpdateHandler() {}

    static void update(Decision decision, ClientRequest.UpdateWorkflow request) {
        if (!Target.isKnown(decision, request.runId())) {
            return;
        }
        Optional<UpdateState> known = decision.state().updates().get(request.updateId());
        if (known.isPresent()) {
            answerOrWait(decision, known.get(), request.waitForCompletion());
        } else if (mayAdmit(decision)) {
            admit(decision, request);
        }
    }

    /** Rejects a new update where the run takes none. */
    static boolean mayAdmit(Decision decision) {
        ExecutionState state = decision.state();
        if (!state.isOpen()) {
            decision.reject(
                    RejectionReason.WORKFLOW_CLOSED,
                    "Expected workflow '" + state.key().workflowId() + "' to be open, but it is " + state.status());
            return false;
        }
        if (PauseHandler.isPaused(decision, "updates")) {
            return false;
        }
        if (state.run().problem().isStuck()) {
            decision.reject(RejectionReason.UPDATE_NOT_POSSIBLE, QueryHandler.stuck(state));
            return false;
        }
        if (state.updates().inFlight() >= Limits.UPDATES_IN_FLIGHT) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most " + Limits.UPDATES_IN_FLIGHT + " updates under way, but there are as many");
            return false;
        }
        return true;
    }

    private static void admit(Decision decision, ClientRequest.UpdateWorkflow request) {
        ReplyTo waiter = decision.replyTo();
        decision.note(new InternalChange.UpdateAdmitted(
                request.updateId(),
                request.updateName(),
                request.input(),
                request.header(),
                waiter.instance(),
                waiter.correlationId(),
                request.waitForCompletion()));
    }

    static void poll(Decision decision, ClientRequest.PollUpdate request) {
        String updateId = request.updateId();
        if (Target.isFormer(decision, request.runId())) {
            PastHandler.endOf(decision, request.runId()).ifPresent(end -> end.updates()
                    .get(updateId)
                    .ifPresentOrElse(
                            update -> decision.reply(
                                    progress(end.runId(), updateId, update.stage(), update.result(), update.failure())),
                            () -> rejectUnknown(decision, updateId)));
        } else if (Target.isKnown(decision, request.runId())) {
            decision.state()
                    .updates()
                    .get(updateId)
                    .ifPresentOrElse(
                            update -> answerOrWait(decision, update, request.waitForCompletion()),
                            () -> rejectUnknown(decision, updateId));
        }
    }

    private static void rejectUnknown(Decision decision, String updateId) {
        decision.reject(
                RejectionReason.UPDATE_NOT_FOUND,
                "Expected an update '" + updateId + "' that was not rejected, but there is none");
    }

    static void accept(Decision decision, Command.AcceptUpdate command, long completedEventId) {
        UpdateState update = decision.state().updates().get(command.updateId()).orElseThrow();
        decision.append(new MessageEvent.WorkflowExecutionUpdateAccepted(
                update.updateId(),
                update.updateName(),
                update.input(),
                update.header(),
                completedEventId - 1,
                completedEventId));
        update.waiters().stream()
                .filter(waiter -> !waiter.forCompletion())
                .forEach(waiter -> decision.tell(
                        waiter.replyTo(),
                        progress(decision, update.updateId(), UpdateStage.ACCEPTED, Payload.NONE, Failure.NONE)));
    }

    /** An outcome that is too large becomes a failure, so that its caller hears why there is none. */
    static void complete(Decision decision, Command.CompleteUpdate command, long completedEventId) {
        UpdateState update = decision.state().updates().get(command.updateId()).orElseThrow();
        SizeCheck check =
                new SizeCheck().payload("the result of update", update.updateName(), EncodedSize.of(command.result()));
        Payload result = check.isExceeded() ? Payload.NONE : command.result();
        Failure failure = check.excess()
                .map(excess -> Failure.of(new FailureInfo.Server(excess.message(), true)))
                .orElseGet(() -> FailureExcerpt.whole(command.failure()));
        decision.append(new MessageEvent.WorkflowExecutionUpdateCompleted(
                update.updateId(), update.acceptedEventId(), result, failure, completedEventId));
        Reply outcome = progress(decision, update.updateId(), UpdateStage.COMPLETED, result, failure);
        update.waiters().forEach(waiter -> decision.tell(waiter.replyTo(), outcome));
    }

    static void rejectRefused(Decision decision, List<WorkerRequest.UpdateRejection> rejections) {
        for (WorkerRequest.UpdateRejection rejection : rejections) {
            reject(decision, rejection.updateId(), FailureExcerpt.whole(rejection.failure()));
        }
    }

    /** The worker took the updates and said nothing about them (rule 2.4-6g). */
    static void rejectUnanswered(Decision decision, List<String> sentUpdates) {
        for (String updateId : sentUpdates) {
            reject(
                    decision,
                    updateId,
                    Failure.of(new FailureInfo.Server(
                            "Expected the worker to accept or reject update '" + updateId + "', but it did neither",
                            true)));
        }
    }

    private static void reject(Decision decision, String updateId, Failure failure) {
        decision.state()
                .updates()
                .get(updateId)
                .filter(update -> update.stage() == UpdateStage.ADMITTED)
                .ifPresent(update -> {
                    decision.note(new InternalChange.UpdateRejected(updateId));
                    Reply outcome = progress(decision, updateId, UpdateStage.REJECTED, Payload.NONE, failure);
                    update.waiters().forEach(waiter -> decision.tell(waiter.replyTo(), outcome));
                });
    }

    /** Whoever waits for an update of a run that was reset waits on for the run that goes on in its place. */
    static void carry(Decision decision, UpdateState former) {
        boolean unknown = !decision.state().updates().containsKey(former.updateId());
        if (unknown && former.stage() == UpdateStage.ADMITTED) {
            decision.note(new InternalChange.UpdateAdmitted(
                    former.updateId(), former.updateName(), former.input(), former.header(), "", 0, false));
        }
        Optional<UpdateState> found = decision.state().updates().get(former.updateId());
        for (UpdateState.Waiter waiter : former.waiters()) {
            if (found.isEmpty()) {
                Failure lost = Failure.of(new FailureInfo.Server(
                        "Expected the update to complete, but the workflow was reset first", true));
                decision.tell(
                        waiter.replyTo(),
                        progress(decision, former.updateId(), UpdateStage.COMPLETED, Payload.NONE, lost));
            } else if (isReached(found.get(), waiter.forCompletion())) {
                decision.tell(waiter.replyTo(), progress(decision, found.get()));
            } else {
                addWaiter(decision, former.updateId(), waiter);
            }
        }
    }

    private static boolean isReached(UpdateState update, boolean waitForCompletion) {
        return update.stage() == UpdateStage.COMPLETED || update.stage() == UpdateStage.ACCEPTED && !waitForCompletion;
    }

    private static void addWaiter(Decision decision, String updateId, UpdateState.Waiter waiter) {
        decision.note(new InternalChange.UpdateWaiterAdded(
                updateId, waiter.replyTo().instance(), waiter.replyTo().correlationId(), waiter.forCompletion()));
    }

    private static void answerOrWait(Decision decision, UpdateState update, boolean waitForCompletion) {
        if (isReached(update, waitForCompletion)) {
            decision.reply(progress(decision, update));
        } else if (!decision.replyTo().isNobody() && !waits(update, decision.replyTo())) {
            addWaiter(decision, update.updateId(), new UpdateState.Waiter(decision.replyTo(), waitForCompletion));
        }
    }

    private static boolean waits(UpdateState update, ReplyTo caller) {
        return update.waiters().stream().anyMatch(waiter -> waiter.replyTo().equals(caller));
    }

    private static Reply progress(Decision decision, UpdateState update) {
        return progress(decision, update.updateId(), update.stage(), update.result(), update.failure());
    }

    private static Reply progress(
            Decision decision, String updateId, UpdateStage stage, Payload result, Failure failure) {
        return progress(decision.state().runId(), updateId, stage, result, failure);
    }

    private static Reply progress(String runId, String updateId, UpdateStage stage, Payload result, Failure failure) {
        return new Reply.UpdateProgress(updateId, runId, stage, result, failure);
    }
}
