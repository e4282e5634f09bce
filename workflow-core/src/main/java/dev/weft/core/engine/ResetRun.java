package dev.weft.core.engine;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAccepted;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAdmitted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionUnpaused;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.HistoryLimit;
import dev.weft.core.state.OutboxEntry;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.PendingChild;
import dev.weft.core.state.UpdateState;
import dev.weft.core.state.WorkflowTaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The run that a reset begins: a copy up to the point, and then what became of it (rules 2.8-2 to 2.8-7). */
final class ResetRun {
    private static final String DEFAULT_REASON = "The workflow was reset";

    private final Decision decision;
    private final ClientRequest.ResetWorkflow request;
    private final List<HistoryEvent> kept;
    private final WorkflowExecutionStarted baseStarted;
    private final ExecutionState former;
    private final boolean baseIsOpen;

    /** @param kept the events of the base up to the point */
    ResetRun(Decision decision, ClientRequest.ResetWorkflow request, List<HistoryEvent> kept) {
        this.decision = decision;
        this.request = request;
        this.kept = kept;
        this.baseStarted = RunHistory.started(kept.getFirst());
        this.former = decision.state();
        this.baseIsOpen = former.isOpen() && former.runId().equals(baseStarted.runId());
    }

    void begin(Aftermath aftermath) {
        List<UpdateState> waiting = endFormer(aftermath);
        long firstOutboxId = decision.state().nextOutboxId();
        copy();
        letChildrenRunOn(firstOutboxId);
        allowAsMuch();
        long ownFrom = failTask(eventsOf(aftermath));
        decision.state().activities().values().forEach(this::settle);
        aftermath.happenings().forEach(this::applyAgain);
        if (decision.state().nextEventId() != ownFrom) {
            throw new IllegalStateException("Expected a reset to write events up to " + ownFrom
                    + ", but it wrote up to " + decision.state().nextEventId());
        }
        keepPause();
        waiting.forEach(update -> UpdateHandler.carry(decision, update));
        keepWhatIsOwed(firstOutboxId);
    }

    /**
     * A run of the same chain is replaced: its parent and children go on with the new run. Any other one that has taken
     * the workflow id meanwhile is terminated as by anybody.
     *
     * @return updates whose callers wait on for the new run
     */
    private List<UpdateState> endFormer(Aftermath aftermath) {
        if (!former.isOpen()) {
            return List.of();
        }
        if (!isOfTheSameChain()) {
            RunEnd.terminate(decision, request.reason(), List.of(), request.identity());
            QueryHandler.releaseIfPossible(decision);
            return List.of();
        }
        RunEnd.terminateForReset(decision, request);
        QueryHandler.releaseThoseOfTheRun(decision);
        if (aftermath.lastRunId().equals(former.runId())) {
            aftermath.add(decision.appended());
        }
        return former.updates().values().stream()
                .sorted(Comparator.comparingLong(UpdateState::sequence))
                .toList();
    }

    private void copy() {
        decision.note(new HistoryEvent(1, kept.getFirst().eventTime(), started()));
        kept.subList(1, kept.size()).forEach(decision::note);
    }

    /** Children that the new run does not know, and which have not said yet that they began, do so without a parent. */
    private void letChildrenRunOn(long firstOutboxId) {
        if (!former.isOpen() || !isOfTheSameChain()) {
            return;
        }
        for (OutboxEntry entry : decision.state().outbox()) {
            if (entry.outboxId() < firstOutboxId
                    && entry.request().body() instanceof WorkflowRequest.StartChild start
                    && isUnanswered(former, start)
                    && !isUnanswered(decision.state(), start)) {
                decision.note(new InternalChange.ChildRunsOn(entry.outboxId()));
            }
        }
    }

    private static boolean isUnanswered(ExecutionState state, WorkflowRequest.StartChild start) {
        return state.children()
                .get(start.parent().initiatedEventId())
                .filter(child -> child.runId().equals(start.runId()) && !child.startAnswered())
                .isPresent();
    }

    /** What an operator has allowed the run holds for the one that goes on in its place. */
    private void allowAsMuch() {
        HistoryLimit limit = former.run().historyLimit();
        if (baseIsOpen && !limit.equals(HistoryLimit.NONE)) {
            decision.note(new InternalChange.HistoryLimitSet(limit.maximumEvents(), limit.maximumBytes()));
        }
    }

    /** A pause belongs to the execution: the new run is paused if the one in whose place it goes on is so now. */
    private void keepPause() {
        boolean replaced = former.isOpen() && isOfTheSameChain();
        Pause pause = replaced ? former.run().pause() : Pause.NONE;
        boolean paused = decision.state().run().isPaused();
        if (!paused) {
            PauseHandler.carry(decision, pause);
        } else if (pause.isNone()) {
            decision.append(new WorkflowExecutionUnpaused(reason(), request.identity(), ""));
        }
    }

    private boolean isOfTheSameChain() {
        return former.run().started().firstRunId().equals(baseStarted.firstRunId());
    }

    /** The new run has all the time that the base had at its beginning. */
    private WorkflowExecutionStarted started() {
        Duration executionTimeout = baseStarted.settings().executionTimeout();
        return new WorkflowExecutionStarted(
                baseStarted.settings(),
                request.newRunId(),
                baseStarted.firstRunId(),
                baseStarted.originalRunId(),
                baseStarted.continuedRunId(),
                baseStarted.initiator(),
                baseStarted.attempt(),
                executionTimeout.isZero() ? Instant.EPOCH : decision.now().plus(executionTimeout),
                baseStarted.firstTaskBackoff(),
                baseStarted.parent(),
                baseStarted.root(),
                baseStarted.waitsForParent(),
                baseStarted.continuedFailure(),
                baseStarted.lastCompletionResult(),
                baseStarted.identity(),
                decision.requestId(),
                origins());
    }

    /** Earlier origins of which nothing is left are dropped, so that their number does not grow with each reset. */
    private List<ResetOrigin> origins() {
        long lastCopied = kept.size();
        List<ResetOrigin> origins = new ArrayList<>();
        for (ResetOrigin origin : baseStarted.origins()) {
            long before = origins.isEmpty() ? 0 : origins.getLast().lastEventId();
            long last = Math.min(origin.lastEventId(), lastCopied);
            if (last > before) {
                origins.add(new ResetOrigin(origin.runId(), last));
            }
        }
        origins.add(new ResetOrigin(baseStarted.runId(), lastCopied));
        return origins;
    }

    /** How many events the reset will write after its own one, so that this can tell where they end. */
    private long eventsOf(Aftermath aftermath) {
        long events = 0;
        for (PendingActivity activity : decision.state().activities()) {
            if (running(activity).isPresent()) {
                events += 2;
            } else if (activity.isCancelRequested()) {
                events += 1;
            }
        }
        Set<String> updates = new HashSet<>();
        Set<Long> closed = new HashSet<>();
        for (Aftermath.Happening happening : aftermath.happenings()) {
            events += switch (happening.attributes()) {
                case WorkflowExecutionUpdateAdmitted update -> isNew(update.updateId(), updates) ? 1 : 0;
                case WorkflowExecutionUpdateAccepted update -> isNew(update.updateId(), updates) ? 1 : 0;
                case ChildEvent close ->
                    closing(happening.run(), close)
                            .filter(child -> closed.add(child.initiatedEventId()))
                            .map(child -> child.startAnswered() ? 1 : 2)
                            .orElse(0);
                default -> 1;
            };
        }
        return events;
    }

    private boolean isNew(String updateId, Set<String> others) {
        return !decision.state().updates().containsKey(updateId) && others.add(updateId);
    }

    /** @return where the new run's own events begin */
    private long failTask(long furtherEvents) {
        WorkflowTaskState task = decision.state().task();
        if (!task.isStarted()) {
            long scheduledEventId = task.scheduledEventId() == 0
                    ? decision.append(TaskDispatch.scheduled(decision.state(), false, task.attempt()))
                    : task.scheduledEventId();
            decision.append(TaskDispatch.started(decision.state(), scheduledEventId));
        }
        task = decision.state().task();
        long ownFrom = decision.state().nextEventId() + 1 + furtherEvents;
        decision.append(new WorkflowTaskFailed(
                task.scheduledEventId(),
                task.startedEventId(),
                WorkflowTaskFailedCause.RESET_WORKFLOW,
                Failure.of(new FailureInfo.ResetWorkflow(reason(), List.of())),
                request.identity(),
                baseStarted.runId(),
                request.newRunId(),
                ownFrom));
        return ownFrom;
    }

    /** An attempt that is under way must not run twice at a time; one that is not goes to its queue again. */
    private void settle(PendingActivity activity) {
        Optional<PendingActivity> running = running(activity);
        if (running.isPresent()) {
            fail(running.get());
        } else if (activity.isCancelRequested()) {
            decision.append(new ActivityEvent.ActivityTaskCanceled(
                    activity.scheduledEventId(), 0, activity.cancelRequestedEventId(), List.of(), ""));
        } else {
            decision.effect(ActivityHandler.dispatch(decision.state(), activity.scheduledEventId()));
        }
    }

    private Optional<PendingActivity> running(PendingActivity activity) {
        return baseIsOpen
                ? former.activity(activity.scheduledEventId())
                        .filter(attempt -> attempt.isStarted() && !attempt.finished())
                : Optional.empty();
    }

    private void fail(PendingActivity attempt) {
        long startedEventId = decision.append(new ActivityEvent.ActivityTaskStarted(
                attempt.scheduledEventId(), attempt.attempt(), attempt.identity(), attempt.lastFailure()));
        decision.append(new ActivityEvent.ActivityTaskFailed(
                attempt.scheduledEventId(),
                startedEventId,
                Failure.of(new FailureInfo.ResetWorkflow(reason(), attempt.heartbeatDetails())),
                RetryState.NON_RETRYABLE_FAILURE,
                attempt.identity()));
    }

    private void applyAgain(Aftermath.Happening happening) {
        switch (happening.attributes()) {
            case WorkflowExecutionSignaled signal -> decision.append(signal);
            case WorkflowExecutionUpdateAdmitted update -> admit(update);
            case WorkflowExecutionUpdateAccepted update ->
                admit(new WorkflowExecutionUpdateAdmitted(
                        update.updateId(), update.updateName(), update.input(), update.header()));
            case ChildEvent close -> closeChild(happening.run(), close);
            default -> throw new IllegalStateException("Expected what can happen again, but got " + happening);
        }
    }

    private void admit(WorkflowExecutionUpdateAdmitted update) {
        if (!decision.state().updates().containsKey(update.updateId())) {
            decision.append(update);
        }
    }

    private void closeChild(WorkflowExecutionStarted run, ChildEvent close) {
        closing(run, close).ifPresent(child -> {
            if (!child.startAnswered()) {
                decision.append(ChildHandler.startedEvent(child));
            }
            Buffer.append(decision, decision.now(), close);
        });
    }

    /** The child of the new run that the event ends, if it has not ended yet. */
    private Optional<PendingChild> closing(WorkflowExecutionStarted run, ChildEvent close) {
        long initiatedId = ChildHandler.initiatedEventId(close);
        return isMine(initiatedId, run.runIdOf(initiatedId))
                ? decision.state().children().get(initiatedId)
                : Optional.empty();
    }

    private boolean isMine(long eventId, String runId) {
        return decision.state().run().started().runIdOf(eventId).equals(runId);
    }

    /**
     * The copied events have put into the outbox what the base once owed. What others have answered before the point is
     * settled; the rest is asked again, under the id of the run that asked first, so that nobody does it twice.
     */
    private void keepWhatIsOwed(long firstOutboxId) {
        for (long id = firstOutboxId; id < decision.state().nextOutboxId(); id++) {
            Optional<OutboxEntry> entry = decision.state().outbox().get(id);
            if (entry.isPresent()) {
                decision.note(
                        isOwed(entry.get())
                                ? new InternalChange.OutboxSentAgain(id, decision.now())
                                : new InternalChange.OutboxAnswered(id));
            }
        }
    }

    private boolean isOwed(OutboxEntry entry) {
        return switch (entry.request().body()) {
            case WorkflowRequest.StartChild start ->
                decision.state()
                        .children()
                        .get(start.parent().initiatedEventId())
                        .filter(child -> !child.startAnswered() || !baseIsOpen)
                        .isPresent();
            case WorkflowRequest.SignalFromWorkflow signal ->
                decision.state().externals().containsKey(signal.initiatedEventId());
            case WorkflowRequest.CancelFromWorkflow cancel ->
                decision.state().externals().containsKey(cancel.initiatedEventId());
            default -> false;
        };
    }

    private String reason() {
        return request.reason().isEmpty() ? DEFAULT_REASON : request.reason();
    }
}
