package dev.weft.history.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes whole tasks of effects, with the events that belong to them. */
final class TaskAssembly {
    private final HistoryRepository histories;

    TaskAssembly(HistoryRepository histories) {
        this.histories = histories;
    }

    /**
     * Provisional events come last, also when the first page ends before them: no later page will have them.
     */
    Task.WorkflowTask workflowTask(LiveExecution execution, Effect.DispatchWorkflowTask effect) {
        List<HistoryEvent> provisional = effect.provisional();
        long lastStored = provisional.isEmpty()
                ? effect.startedEventId()
                : provisional.getFirst().eventId() - 1;
        HistorySlice stored = read(execution, effect.runId(), effect.firstEventId(), lastStored);
        if (effect.queue().isSticky()) {
            execution.tail().dropBefore(effect.firstEventId());
        }
        List<HistoryEvent> events = stored.events();
        if (!provisional.isEmpty()) {
            List<HistoryEvent> all = new ArrayList<>(events.size() + provisional.size());
            all.addAll(events);
            all.addAll(provisional);
            events = List.copyOf(all);
        }
        return new Task.WorkflowTask(
                effect.queue(),
                execution.key(),
                effect.runId(),
                effect.workflowType(),
                effect.scheduledEventId(),
                effect.startedEventId(),
                effect.attempt(),
                effect.speculative(),
                events,
                stored.nextEventId(),
                effect.updates(),
                effect.startToClose());
    }

    /** @return empty when the activity is no longer pending */
    Optional<Task.ActivityTask> activityTask(LiveExecution execution, Effect.DispatchActivityTask effect) {
        Optional<PendingActivity> pending = execution.state().activity(effect.scheduledEventId());
        if (pending.isEmpty() || !execution.state().runId().equals(effect.runId())) {
            return Optional.empty();
        }
        ActivityTaskScheduled scheduled = scheduledEvent(execution, effect);
        PendingActivity activity = pending.get();
        return Optional.of(new Task.ActivityTask(
                new QueueName(execution.key().namespace(), activity.taskQueue(), ""),
                execution.key(),
                effect.runId(),
                effect.workflowType(),
                activity.activityId(),
                activity.activityType(),
                effect.scheduledEventId(),
                activity.attempt(),
                scheduled.input(),
                scheduled.header(),
                activity.settings(),
                activity.scheduledTime(),
                activity.attemptTime(),
                activity.heartbeatDetails(),
                activity.lastFailure(),
                activity.settings().retryPolicy().maximumAttempts() == 1));
    }

    Task.QueryTask queryTask(LiveExecution execution, Effect.DispatchQuery effect) {
        HistorySlice stored = effect.queue().isSticky()
                ? HistorySlice.EMPTY
                : read(execution, effect.runId(), 1, effect.lastEventId());
        return new Task.QueryTask(
                effect.queue(),
                execution.key(),
                effect.runId(),
                effect.workflowType(),
                effect.replyTo(),
                effect.queryType(),
                effect.input(),
                stored.events(),
                stored.nextEventId(),
                effect.lastEventId(),
                effect.historical());
    }

    private HistorySlice read(LiveExecution execution, String runId, long from, long to) {
        if (from > to) {
            return HistorySlice.EMPTY;
        }
        if (execution.tail().reachesBackTo(runId, from)) {
            return new HistorySlice(execution.tail().read(from, to), 0);
        }
        return histories.read(execution.key(), runId, from, to, PageLimit.FIRST_PAGE);
    }

    private ActivityTaskScheduled scheduledEvent(LiveExecution execution, Effect.DispatchActivityTask effect) {
        Optional<HistoryEvent> event = execution
                .tail()
                .event(effect.runId(), effect.scheduledEventId())
                .or(() -> histories.event(execution.key(), effect.runId(), effect.scheduledEventId()));
        if (event.isPresent() && event.get().attributes() instanceof ActivityTaskScheduled scheduled) {
            return scheduled;
        }
        throw new IllegalStateException("Expected event " + effect.scheduledEventId() + " of run " + effect.runId()
                + " to schedule an activity, but it is "
                + event.map(HistoryEvent::eventType).orElse("unknown"));
    }
}
