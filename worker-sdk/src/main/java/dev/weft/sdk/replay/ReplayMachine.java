package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.Payload;
import dev.weft.core.task.Task.UpdateMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run, between its history and its code: tells the code what happened, task by task, and takes its commands. While
 * history knows the outcome of a task, its commands are compared with their events.
 *
 * <p>Per task history reads: news, WorkflowTaskScheduled, WorkflowTaskStarted, WorkflowTaskCompleted, one event per
 * command. A task that failed or timed out does not count: its news belong to the next one that completed.
 */
public final class ReplayMachine {
    private final WorkflowCode code;
    private final CommandLog commands;
    private final MarkerMemory markers;
    private final Ledger ledger;
    private final NewsReader news;
    private TaskMoment moment = TaskMoment.BEFORE_FIRST;
    private TaskMoment momentBefore = TaskMoment.BEFORE_FIRST;
    private Instant newsTime = Instant.EPOCH;
    private long nextEventId = 1;
    private long lastId;

    public ReplayMachine(WorkflowCode code, CodePositions positions) {
        this(code, positions, TransitionObserver.NOBODY);
    }

    ReplayMachine(WorkflowCode code, CodePositions positions, TransitionObserver observer) {
        this.code = code;
        this.commands = new CommandLog(positions);
        this.ledger = new Ledger(commands, observer);
        this.markers = new MarkerMemory(ledger, positions);
        this.news = new NewsReader(code, ledger);
    }

    /** The first event that has not been consumed. */
    public long nextEventId() {
        return nextEventId;
    }

    /** When the event happened that is being told, or was told last. */
    public Instant newsTime() {
        return newsTime;
    }

    public TaskMoment moment() {
        return moment;
    }

    /** Whether {@code events} tell what became of the task that ran last, and that it counted. */
    public boolean continuesWith(List<HistoryEvent> events) {
        for (HistoryEvent event : events) {
            if (event.eventId() >= nextEventId) {
                return event.eventId() == nextEventId
                        && (moment.startedEventId() != nextEventId - 1
                                || event.attributes() instanceof WorkflowTaskCompleted completed
                                        && completed.startedEventId() == moment.startedEventId());
            }
        }
        return false;
    }

    /**
     * Consumes events, in order and without gaps; those already consumed are skipped.
     *
     * @param liveStartedEventId the WorkflowTaskStarted of the task under way, 0 for none
     * @param updates delivered with the task under way
     */
    public void consume(List<HistoryEvent> events, long liveStartedEventId, List<UpdateMessage> updates) {
        for (int i = 0; i < events.size(); i++) {
            HistoryEvent event = events.get(i);
            if (event.eventId() < nextEventId) {
                continue;
            }
            requireNext(event);
            nextEventId = event.eventId() + 1;
            if (event.attributes() instanceof WorkflowTaskStarted started) {
                boolean live = event.eventId() == liveStartedEventId;
                if (live || isCompletion(events, i + 1)) {
                    runTask(event, started, live ? List.of() : commandEvents(events, i + 2), live, updates);
                }
            } else if (event.attributes() instanceof WorkflowTaskCompleted completed) {
                SdkFlags.requireKnown(event.eventId(), completed.sdkFlags());
                i += matchCommands(event.eventId(), events, i + 1);
            } else {
                newsTime = event.eventTime();
                news.read(event);
            }
        }
    }

    private void requireNext(HistoryEvent event) {
        if (event.eventId() != nextEventId) {
            throw new IllegalStateException(
                    "Expected event " + nextEventId + " to come next, but history goes on with " + event.eventId());
        }
    }

    private static boolean isCompletion(List<HistoryEvent> events, int index) {
        return index < events.size() && events.get(index).attributes() instanceof WorkflowTaskCompleted;
    }

    /** The command events from {@code index} on, up to the first other event. */
    private static List<HistoryEvent> commandEvents(List<HistoryEvent> events, int index) {
        int end = index;
        while (end < events.size()
                && CommandMatching.isCommandEvent(events.get(end).attributes())) {
            end++;
        }
        return events.subList(Math.min(index, end), end);
    }

    /** @return how many events were matched from {@code index} on */
    private int matchCommands(long completedEventId, List<HistoryEvent> events, int index) {
        List<HistoryEvent> commandEvents = commandEvents(events, index);
        for (HistoryEvent event : commandEvents) {
            nextEventId = event.eventId() + 1;
            commands.recorded(event);
        }
        lateClose(completedEventId, events.subList(index + commandEvents.size(), events.size()))
                .ifPresent(commands::recorded);
        commands.taskEnded(completedEventId);
        return commandEvents.size();
    }

    /** A close that won over news stands behind them, at the end of history. */
    private static Optional<HistoryEvent> lateClose(long completedEventId, List<HistoryEvent> rest) {
        return rest.isEmpty() || !CommandMatching.closes(rest.getLast().attributes(), completedEventId)
                ? Optional.empty()
                : Optional.of(rest.getLast());
    }

    private void runTask(
            HistoryEvent event,
            WorkflowTaskStarted started,
            List<HistoryEvent> outcome,
            boolean live,
            List<UpdateMessage> updates) {
        TaskPreview preview = TaskPreview.of(outcome);
        commands.setReplaying(!live);
        markers.taskStarts(preview, !live);
        momentBefore = moment;
        moment = new TaskMoment(
                event.eventTime(), !live, event.eventId(), started.suggestContinueAsNew(), started.historySizeBytes());
        preview.acceptedUpdates().forEach(accepted -> {
            UpdateMessage message =
                    new UpdateMessage(accepted.updateId(), accepted.updateName(), accepted.input(), accepted.header());
            code.updateRequested(new UpdateMachine(ledger, message, true));
        });
        if (live) {
            updates.forEach(update -> code.updateRequested(new UpdateMachine(ledger, update, false)));
        }
        code.run(moment);
    }

    /** Whether {@code events} tell code something new after the last task that completed. */
    public static boolean endWithNews(List<HistoryEvent> events) {
        for (HistoryEvent event : events.reversed()) {
            if (event.attributes() instanceof WorkflowTaskCompleted) {
                return false;
            }
            boolean ofTask = event.attributes() instanceof WorkflowTaskEvent;
            if (!ofTask && !CommandMatching.isCommandEvent(event.attributes())) {
                return true;
            }
        }
        return false;
    }

    /** Forgets the task that ran last, as if its events had never been seen; only when it led to nothing. */
    public void forgetTask(long firstForgottenEventId) {
        moment = momentBefore;
        nextEventId = firstForgottenEventId;
    }

    /** The commands that have not met their events, in order. */
    public List<Command> commands() {
        return commands.commands();
    }

    /** Numbers that code may use in ids: dense from 1, the same on every replay. */
    public long nextId() {
        return ++lastId;
    }

    public ActivityMachine scheduleActivity(Command.ScheduleActivity command, Consumer<ActivityEvent> onClosed) {
        return new ActivityMachine(ledger, command, onClosed);
    }

    public TimerMachine startTimer(Command.StartTimer command, Runnable onFired) {
        return new TimerMachine(ledger, command, onFired);
    }

    public ChildMachine startChild(Command.StartChildWorkflow command, Consumer<ChildEvent> onEvent) {
        return new ChildMachine(ledger, command, onEvent);
    }

    public ExternalMachine signalExternal(Command.SignalExternalWorkflow command, Consumer<ExternalEvent> onAnswered) {
        return new ExternalMachine(ledger, command, onAnswered);
    }

    public ExternalMachine cancelExternal(
            Command.RequestCancelExternalWorkflow command, Consumer<ExternalEvent> onAnswered) {
        return new ExternalMachine(ledger, command, onAnswered);
    }

    /** Issues a command that is over once it is recorded: an upsert or the close of the run. */
    public void note(Command command) {
        NoteMachine.issue(ledger, command);
    }

    /**
     * The version of a change that this run follows: the highest when its first call is new, the recorded one on
     * replay, {@code -1} when history is older than the call.
     *
     * @throws NonDeterminismException when the code does not support that version any more
     */
    public int version(String changeId, int minimum, int maximum) {
        return markers.version(changeId, minimum, maximum);
    }

    /** The value of {@code effect}, which runs once and is read from history afterwards. */
    public Payload sideEffect(Supplier<Payload> effect) {
        return markers.sideEffect(effect);
    }

    /** @param next gives the new value for the one there was, empty to keep that; called live only */
    public Payload mutableSideEffect(String id, Function<Optional<Payload>, Optional<Payload>> next) {
        return markers.mutableSideEffect(id, next);
    }
}
