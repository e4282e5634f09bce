package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.Change;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.StateFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A transition in the making. Handlers write down changes and effects here; each change is applied at once, so that
 * the next decision sees it.
 */
final class Decision {
    private final ExecutionState before;
    private final LoggedRequest logged;
    private final RunHistories histories;
    private final boolean sparing;
    private final List<Change> changes = new ArrayList<>(6);
    private final List<Effect> effects = new ArrayList<>(4);
    private ExecutionState state;
    private Reply reply = new Reply.None();
    private final List<EventAttributes> afterCommands = new ArrayList<>(0);
    private final List<PendingActivity> withdrawn = new ArrayList<>(0);
    private boolean taskNeeded;

    /** @param sparing state has no room: what must be taken takes as little of it as possible */
    Decision(ExecutionState before, LoggedRequest logged, RunHistories histories, boolean sparing) {
        this.before = before;
        this.logged = logged;
        this.histories = histories;
        this.sparing = sparing;
        this.state = before;
    }

    ExecutionState state() {
        return state;
    }

    RunHistories histories() {
        return histories;
    }

    boolean isSparing() {
        return sparing;
    }

    Request request() {
        return logged.request();
    }

    String requestId() {
        return logged.request().requestId();
    }

    ReplyTo replyTo() {
        return logged.request().replyTo();
    }

    Instant now() {
        return logged.position().time();
    }

    LogPosition position() {
        return logged.position();
    }

    /** Appends to history now. */
    long append(EventAttributes attributes) {
        return appendAt(now(), attributes);
    }

    long appendAt(Instant time, EventAttributes attributes) {
        boolean firstOfRun = attributes instanceof WorkflowEvent.WorkflowExecutionStarted;
        long eventId = firstOfRun ? 1 : state.nextEventId();
        note(new HistoryEvent(eventId, time, attributes));
        return eventId;
    }

    /** The events of this decision so far. */
    List<HistoryEvent> appended() {
        return changes.stream()
                .filter(HistoryEvent.class::isInstance)
                .map(HistoryEvent.class::cast)
                .toList();
    }

    void note(Change change) {
        changes.add(change);
        state = StateFold.apply(state, change);
    }

    /**
     * Something happened to the run from outside its code: it waits in the buffer while a workflow task is under way,
     * else it goes to history, and the workflow must hear of it.
     */
    void happened(EventAttributes attributes) {
        Buffer.makeRoom(this, attributes);
        if (state.task().isStarted()) {
            note(new InternalChange.EventBuffered(now(), attributes));
            Buffer.relieve(this);
        } else {
            Buffer.append(this, now(), attributes);
            needTask();
        }
    }

    /**
     * Something that a command leads to beside its own event. The events of commands stand together, since workers hold
     * them against what they issued.
     */
    void afterCommands(EventAttributes attributes) {
        afterCommands.add(attributes);
    }

    /** All commands of a completion are recorded, and the run goes on. */
    void commandsAreDone() {
        if (!afterCommands.isEmpty()) {
            afterCommands.forEach(this::append);
            afterCommands.clear();
            needTask();
        }
    }

    /** So that a repetition of this request gets the same answer and changes nothing. */
    void rememberRequest() {
        if (!requestId().isEmpty() && !state.requestIds().contains(requestId())) {
            note(new InternalChange.RequestIdSeen(requestId()));
        }
    }

    /** The run must get a workflow task, unless one is under way or delayed. */
    void needTask() {
        taskNeeded = true;
    }

    /** The activity is about to end, although it may still wait on its queue. */
    void withdraw(PendingActivity activity) {
        boolean onItsQueue = activity.isWaiting()
                && before.activity(activity.scheduledEventId()).isPresent();
        if (onItsQueue) {
            withdrawn.add(activity);
        }
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void send(ExecutionKey target, RequestBody body) {
        effects.add(new Effect.SendRequest(Request.of(target, body)));
    }

    void tell(ReplyTo to, Reply answer) {
        if (!to.isNobody()) {
            effects.add(new Effect.SendReply(to, answer));
        }
    }

    void reply(Reply answer) {
        reply = answer;
    }

    /** Nobody is answered yet. */
    void withholdReply() {
        reply = new Reply.None();
    }

    boolean isRejected() {
        return reply instanceof Reply.Rejected;
    }

    void reject(RejectionReason reason, String message) {
        reply = new Reply.Rejected(reason, message, state.runId());
    }

    Transition finish() {
        if (state.isOpen() && state.task().isIdle()) {
            TaskDispatch.dispatchIfNeeded(this, taskNeeded);
        }
        QueryHandler.releaseIfPossible(this);
        DeleteHandler.forgetSurplus(this);
        effects.removeIf(effect -> !isStillWanted(effect));
        for (long id = before.nextOutboxId(); id < state.nextOutboxId(); id++) {
            state.outbox().get(id).ifPresent(entry -> effects.add(new Effect.SendRequest(entry.request())));
        }
        effects.addAll(Withdrawals.forGood(before, withdrawn));
        effects.addAll(Withdrawals.ofChange(before, state));
        StatusEffect.ofChange(before, state).ifPresent(effects::add);
        if (!(reply instanceof Reply.None)) {
            tell(replyTo(), reply);
        }
        return new Transition(List.copyOf(changes), state, List.copyOf(effects), reply);
    }

    /** A later step of the same decision may have ended the run or the activity of a task; a pause holds activities. */
    private boolean isStillWanted(Effect effect) {
        return switch (effect) {
            case Effect.DispatchWorkflowTask task ->
                state.isOpen()
                        && state.runId().equals(task.runId())
                        && state.task().scheduledEventId() == task.scheduledEventId()
                        && state.task().attempt() == task.attempt();
            case Effect.DispatchActivityTask task ->
                state.runId().equals(task.runId())
                        && !state.run().isPaused()
                        && state.activity(task.scheduledEventId())
                                .filter(PendingActivity::isWaiting)
                                .isPresent();
            case Effect.WithdrawActivityTasks withdraw -> true;
            case Effect.DispatchQuery query -> true;
            case Effect.SendRequest send -> true;
            case Effect.SendReply send -> true;
            case Effect.SendHistoryPage send -> true;
            case Effect.DeleteHistory delete -> true;
            case Effect.PublishStatus publish -> true;
        };
    }
}
