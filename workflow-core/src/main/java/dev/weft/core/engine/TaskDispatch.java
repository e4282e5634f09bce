package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.UpdateState;
import dev.weft.core.state.WorkflowTaskState;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task.UpdateMessage;
import java.util.List;

/**
 * Puts workflow tasks on their queue. A task counts as started when it is dispatched: its contents are fixed then, and
 * what comes later waits for the next one.
 */
final class TaskDispatch {
    private TaskDispatch() {}

    /** Whoever lets a run that is held go on asks for a task, so that what was needed meanwhile is not noted. */
    static void dispatchIfNeeded(Decision decision, boolean taskNeeded) {
        List<UpdateState> waiting = decision.state().updates().unsent();
        if ((taskNeeded || !waiting.isEmpty()) && !isHeld(decision)) {
            dispatch(decision, waiting, taskNeeded);
        }
    }

    /** Ends the delay of the next task. */
    static void dispatchNow(Decision decision) {
        if (isHeld(decision)) {
            decision.note(new InternalChange.WorkflowTaskHeld());
        } else {
            dispatch(decision, decision.state().updates().unsent(), true);
        }
    }

    private static boolean isHeld(Decision decision) {
        return decision.state().run().isPaused() || HistoryLimitHandler.holds(decision);
    }

    /** Ends the delay before the first workflow task of the run, if it is that which the run waits for. */
    static void endFirstDelay(Decision decision) {
        ExecutionState state = decision.state();
        boolean first = state.history().completedStartedEventId() == 0
                && state.run().problem().isNone();
        if (first && state.task().phase() == WorkflowTaskState.Phase.DELAYED) {
            dispatchNow(decision);
        }
    }

    private static void dispatch(Decision decision, List<UpdateState> updates, boolean taskNeeded) {
        ExecutionState state = decision.state();
        WorkflowTaskState task = state.task();
        boolean nothingNew = state.nextEventId() == task.retryBase();
        boolean repeated = nothingNew && task.repeats();
        int attempt = nothingNew ? task.attempt() : 1;
        boolean first = state.history().completedStartedEventId() == 0;
        boolean sticky = !repeated && !first && state.sticky().isBound();
        boolean speculative = !taskNeeded && !first && !repeated;
        if (repeated || speculative) {
            decision.note(new InternalChange.ProvisionalTaskDispatched(speculative, decision.now(), sticky, attempt));
        } else {
            long scheduledEventId =
                    decision.append(scheduled(state, sticky, attempt - task.refusalsBefore(state.nextEventId())));
            decision.append(started(state, scheduledEventId));
        }
        if (!updates.isEmpty()) {
            decision.note(new InternalChange.UpdatesSent(
                    updates.stream().map(UpdateState::updateId).toList()));
        }
        decision.effect(effect(decision.state()));
    }

    /** Writes down the events of a provisional task, as its worker saw them. */
    static void writeProvisional(Decision decision) {
        WorkflowTaskState task = decision.state().task();
        if (task.provisional()) {
            for (HistoryEvent event : provisionalEvents(decision.state())) {
                decision.appendAt(event.eventTime(), event.attributes());
            }
        }
    }

    /** The task under way, as an effect; the same again after a takeover. */
    static Effect.DispatchWorkflowTask effect(ExecutionState state) {
        WorkflowTaskState task = state.task();
        return new Effect.DispatchWorkflowTask(
                state.runId(),
                queue(state, task.sticky()),
                state.run().started().settings().workflowType(),
                task.scheduledEventId(),
                task.startedEventId(),
                task.attempt(),
                task.speculative(),
                task.sticky() ? state.history().completedStartedEventId() + 1 : 1,
                task.provisional() ? provisionalEvents(state) : List.of(),
                sentUpdates(state),
                state.run().taskTimeout());
    }

    static QueueName queue(ExecutionState state, boolean sticky) {
        return new QueueName(
                state.key().namespace(),
                state.run().started().settings().taskQueue(),
                sticky ? state.sticky().stickyId() : "");
    }

    private static List<HistoryEvent> provisionalEvents(ExecutionState state) {
        WorkflowTaskState task = state.task();
        return List.of(
                new HistoryEvent(
                        task.scheduledEventId(), task.dispatchedTime(), scheduled(state, task.sticky(), task.tries())),
                new HistoryEvent(
                        task.startedEventId(), task.dispatchedTime(), started(state, task.scheduledEventId())));
    }

    static WorkflowTaskScheduled scheduled(ExecutionState state, boolean sticky, int attempt) {
        return new WorkflowTaskScheduled(
                state.run().started().settings().taskQueue(),
                sticky,
                state.run().taskTimeout(),
                attempt);
    }

    /** {@code state} is the one before both events, so that a provisional task tells the same when it is written. */
    static WorkflowTaskStarted started(ExecutionState state, long scheduledEventId) {
        long size = state.history().sizeBytes();
        boolean suggest = scheduledEventId >= Limits.SUGGEST_CONTINUE_EVENTS || size >= Limits.SUGGEST_CONTINUE_BYTES;
        return new WorkflowTaskStarted(scheduledEventId, suggest, size);
    }

    private static List<UpdateMessage> sentUpdates(ExecutionState state) {
        return state.task().sentUpdates().stream()
                .flatMap(id -> state.updates().get(id).stream())
                .filter(update -> update.stage() == UpdateStage.ADMITTED)
                .map(update ->
                        new UpdateMessage(update.updateId(), update.updateName(), update.input(), update.header()))
                .toList();
    }
}
