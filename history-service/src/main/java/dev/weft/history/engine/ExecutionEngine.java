package dev.weft.history.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.event.Change;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.HistoryListener;
import dev.weft.core.reply.Reply;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.QueueName;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.codec.CodecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes one logged request from state to effects: load, decide, store the events and the state, let the effects out. No
 * clock, no thread, no I/O of its own. Used by one thread.
 */
public final class ExecutionEngine {
    /** A longer batch becomes several, so that who reads one event does not have to decode a whole history. */
    private static final int BATCH_EVENTS_MAX = 1_000;

    private final StateRepository states;
    private final HistoryRepository histories;
    private final EffectDispatcher dispatcher;
    private final HistoryListener listener;
    private final DueListener dues;
    private final TaskAssembly tasks;

    public ExecutionEngine(
            StateRepository states,
            HistoryRepository histories,
            EffectDispatcher dispatcher,
            HistoryListener listener,
            DueListener dues) {
        this.states = states;
        this.histories = histories;
        this.dispatcher = dispatcher;
        this.listener = listener;
        this.dues = dues;
        this.tasks = new TaskAssembly(histories);
    }

    /**
     * Handles a request that is addressed to an execution.
     *
     * @return the execution after it
     * @throws UnhandledRequestException when the request could not be handled and changed nothing, or an effect of it
     *     could not be made although the rest has happened
     */
    public LiveExecution handle(LoggedRequest logged) {
        LiveExecution execution = load(logged.request().key());
        handle(execution, logged);
        return execution;
    }

    /**
     * Handles a request that is addressed to an execution from {@link #load}.
     *
     * @throws UnhandledRequestException as above
     */
    public void handle(LiveExecution execution, LoggedRequest logged) {
        ExecutionState before = execution.state();
        Transition transition = decide(before, logged);
        if (!transition.changes().isEmpty()) {
            store(execution, transition);
        }
        send(execution, transition.effects());
    }

    /** Sends again what state says is pending, after a takeover or a failed send. */
    public void resend(LiveExecution execution) {
        send(execution, WorkflowStateMachine.resend(execution.state()));
    }

    /** Sends again the pending tasks of some queues. */
    public void resendTasks(LiveExecution execution, Predicate<QueueName> queues) {
        send(execution, WorkflowStateMachine.resendTasks(execution.state(), queues));
    }

    /** @throws UnhandledRequestException when its state cannot be read */
    public LiveExecution load(ExecutionKey key) {
        try {
            return states.load(key);
        } catch (RuntimeException bug) {
            throw new UnhandledRequestException(
                    "Expected the state of " + key + ", but reading it failed: " + bug, bug);
        }
    }

    private Transition decide(ExecutionState state, LoggedRequest logged) {
        try {
            return WorkflowStateMachine.handle(state, logged, new KeptHistories(histories, state.key()));
        } catch (RuntimeException | StackOverflowError bug) {
            throw new UnhandledRequestException("Expected a transition, but the state machine failed: " + bug, bug);
        }
    }

    private void store(LiveExecution execution, Transition transition) {
        List<EventBatch> batches = batches(execution, transition);
        if (!batches.isEmpty()) {
            int[] sizes = append(batches);
            for (int index = 0; index < sizes.length; index++) {
                EventBatch batch = batches.get(index);
                execution.tail().append(batch.runId(), batch.events(), sizes[index]);
            }
        }
        long dueBefore = execution.dueMillis();
        execution.become(transition.state());
        states.save(execution);
        if (execution.dueMillis() != dueBefore) {
            dues.dueChanged(execution, dueBefore);
        }
        for (EventBatch batch : batches) {
            listener.appended(batch.key(), batch.runId(), batch.events());
        }
    }

    private int[] append(List<EventBatch> batches) {
        try {
            return histories.append(batches);
        } catch (CodecException bug) {
            throw new UnhandledRequestException("Expected events that can be encoded, but " + bug.getMessage(), bug);
        }
    }

    /** One batch for each run that got events, or several where a reset has copied many. */
    private static List<EventBatch> batches(LiveExecution execution, Transition transition) {
        List<EventBatch> batches = List.of();
        List<HistoryEvent> events = new ArrayList<>();
        String runId = execution.state().runId();
        for (Change change : transition.changes()) {
            if (change instanceof HistoryEvent event) {
                if (event.attributes() instanceof WorkflowExecutionStarted started) {
                    batches = withBatch(batches, execution, runId, events);
                    events.clear();
                    runId = started.runId();
                } else if (events.size() == BATCH_EVENTS_MAX) {
                    batches = withBatch(batches, execution, runId, events);
                    events.clear();
                }
                events.add(event);
            }
        }
        return withBatch(batches, execution, runId, events);
    }

    private static List<EventBatch> withBatch(
            List<EventBatch> batches, LiveExecution execution, String runId, List<HistoryEvent> events) {
        if (events.isEmpty()) {
            return batches;
        }
        EventBatch batch = new EventBatch(execution.key(), runId, events);
        if (batches.isEmpty()) {
            return List.of(batch);
        }
        List<EventBatch> more = new ArrayList<>(batches);
        more.add(batch);
        return more;
    }

    /** A bug in one effect does not keep the others back. */
    private void send(LiveExecution execution, List<Effect> effects) {
        UnhandledRequestException failure = null;
        for (Effect effect : effects) {
            try {
                send(execution, effect);
            } catch (RuntimeException bug) {
                if (failure == null) {
                    failure = new UnhandledRequestException(
                            "Expected to make an effect, but "
                                    + effect.getClass().getSimpleName() + " failed: " + bug,
                            bug);
                } else {
                    failure.addSuppressed(bug);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void send(LiveExecution execution, Effect effect) {
        switch (effect) {
            case Effect.DispatchWorkflowTask task -> dispatcher.task(tasks.workflowTask(execution, task));
            case Effect.DispatchActivityTask task ->
                tasks.activityTask(execution, task).ifPresent(dispatcher::task);
            case Effect.WithdrawActivityTasks withdraw -> dispatcher.withdraw(withdraw.withdrawal());
            case Effect.DispatchQuery query -> dispatcher.task(tasks.queryTask(execution, query));
            case Effect.SendRequest send -> dispatcher.request(execution.key(), send.request());
            case Effect.SendReply send -> dispatcher.reply(send.replyTo(), send.reply());
            case Effect.SendHistoryPage page -> dispatcher.reply(page.replyTo(), historyPage(execution, page));
            case Effect.DeleteHistory delete -> histories.deleteRun(execution.key(), delete.runId());
            case Effect.PublishStatus publish -> dispatcher.status(execution.key(), publish);
        }
    }

    private Reply.HistoryPage historyPage(LiveExecution execution, Effect.SendHistoryPage page) {
        long from = Math.max(1, page.fromEventId());
        HistorySlice slice = histories.read(
                execution.key(), page.runId(), from, Long.MAX_VALUE, PageLimit.FIRST_PAGE.atMost(page.maximumEvents()));
        ExecutionState state = execution.state();
        boolean closed = !state.runId().equals(page.runId()) || !state.isOpen();
        return new Reply.HistoryPage(page.runId(), slice.events(), slice.nextEventId(), closed);
    }
}
