package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.Payload;
import dev.weft.core.task.Task.UpdateMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run, between its history and its code: tells the code what happened, task by task, and takes its commands. While
 * history knows the outcome of a task, its commands are compared with their events.
 *
 * <p>Per task history reads: news, WorkflowTaskScheduled, WorkflowTaskStarted, WorkflowTaskCompleted, one event per
 * command. A task that failed or timed out does not count: its news belong to the next one that completed.
 */
public final class ReplayMachine {
    private static final long NONE = 0;

    /** A workflow task that counts. */
    private record StartedTask(HistoryEvent event, WorkflowTaskStarted started) {}

    private final WorkflowCode code;
    private final CommandLog commands;
    private final MarkerMemory markers;
    private final Ledger ledger;
    private final NewsReader news;
    private final LocalActivities localActivities;
    private final SdkFlags flags = new SdkFlags();
    private TaskMoment moment = TaskMoment.BEFORE_FIRST;
    private TaskMoment momentBefore = TaskMoment.BEFORE_FIRST;
    private Instant newsTime = Instant.EPOCH;
    private boolean hasNews;
    private boolean cut;
    private long lastId;

    private final EventCursor events = new EventCursor();
    private final Deque<HistoryEvent> localActivityEnds = new ArrayDeque<>();

    /** What became of the task that code does again now; null for none. */
    private @Nullable TaskOutcome past;

    private long liveStartedEventId = NONE;
    /** The task under way, once all before it has been told. */
    private @Nullable StartedTask live;

    /** The completion whose closing command has not met its event yet, since news stand between them. */
    private long closingTask = NONE;

    private int checkpointsUnderWay;

    public ReplayMachine(WorkflowCode code, CodePositions positions) {
        this(code, positions, TransitionObserver.NOBODY);
    }

    ReplayMachine(WorkflowCode code, CodePositions positions, TransitionObserver observer) {
        this.code = code;
        this.commands = new CommandLog(positions);
        this.ledger = new Ledger(commands, observer);
        this.markers = new MarkerMemory(ledger, positions);
        this.news = new NewsReader(code, ledger);
        this.localActivities = new LocalActivities(ledger, commands);
    }

    /** The first event that has not been consumed. */
    public long nextEventId() {
        return events.nextEventId();
    }

    /** When the event happened that is being told, or was told last. */
    public Instant newsTime() {
        return newsTime;
    }

    public TaskMoment moment() {
        return moment;
    }

    /** Whether something has happened that code has not been told in a task that counts. */
    public boolean hasNews() {
        return hasNews;
    }

    /** Whether the run behaves so; asked only where the behaviours differ. */
    public boolean follows(SdkFlag flag) {
        return flags.follows(flag);
    }

    /** The behaviours that the task under way relies upon first. */
    public List<String> freshFlags() {
        return flags.fresh();
    }

    /** Whether {@code history} tells what became of the task that ran last, and that it counted. */
    public boolean continuesWith(List<HistoryEvent> history) {
        long next = nextEventId();
        for (HistoryEvent event : history) {
            if (event.eventId() >= next) {
                return event.eventId() == next
                        && (moment.startedEventId() != next - 1
                                || event.attributes() instanceof WorkflowTaskCompleted completed
                                        && completed.startedEventId() == moment.startedEventId());
            }
        }
        return false;
    }

    /**
     * Consumes events and keeps none of them: one task with its outcome is read ahead at most.
     *
     * @param history from {@link #nextEventId()} on, in order and without gaps
     * @param startedEventId the WorkflowTaskStarted of the task under way, 0 for none
     * @param updates delivered with the task under way
     */
    public void consume(Iterator<HistoryEvent> history, long startedEventId, List<UpdateMessage> updates) {
        liveStartedEventId = startedEventId;
        events.goOnWith(history);
        runPast();
        if (live != null) {
            StartedTask task = live;
            live = null;
            runLive(task, updates);
        }
        requireNoCommandLeft();
    }

    /** Consumes a history that may end anywhere: what the last task has issued beyond the end is left open. */
    public void consumePast(Iterator<HistoryEvent> history) {
        cut = true;
        events.goOnWith(history);
        runPast();
    }

    private void runPast() {
        while (tellPast()) {
            code.run();
        }
    }

    /**
     * Tells what came next, up to where code must run. Called by {@link #consume}, and by code itself where it waits: that
     * saves the way back.
     *
     * @return whether code must run; false when all that history knows has been told
     */
    public boolean tellPast() {
        if (past != null) {
            if (!localActivityEnds.isEmpty()) {
                replayLocalActivity(localActivityEnds.remove());
                return true;
            }
            TaskOutcome outcome = past;
            past = null;
            matchCommands(outcome);
        }
        while (events.hasNext()) {
            HistoryEvent event = events.next();
            switch (event.attributes()) {
                case WorkflowTaskStarted started -> {
                    requireNoCommandLeft();
                    if (event.eventId() == liveStartedEventId) {
                        live = new StartedTask(event, started);
                        events.stop();
                    } else if (events.nextIs(WorkflowTaskCompleted.class::isInstance)) {
                        beginPast(new StartedTask(event, started), TaskOutcome.read(events));
                        return true;
                    }
                }
                case WorkflowTaskCompleted _c -> matchCommands(TaskOutcome.readFrom(event, events));
                default -> tell(event);
            }
        }
        events.stop();
        return false;
    }

    private void requireNoCommandLeft() {
        if (closingTask != NONE) {
            commands.taskEnded(closingTask);
        }
    }

    private void tell(HistoryEvent event) {
        if (closingTask != NONE && CommandMatching.closes(event.attributes(), closingTask)) {
            commands.recorded(event);
            closingTask = NONE;
        } else {
            hasNews |= !(event.attributes() instanceof WorkflowTaskEvent);
            newsTime = event.eventTime();
            news.read(event);
        }
    }

    private void beginPast(StartedTask task, TaskOutcome outcome) {
        TaskPreview preview = TaskPreview.of(outcome.commandEvents());
        flags.relyOn(outcome.completedEventId(), outcome.sdkFlags());
        begin(task, preview, true);
        preview.acceptedUpdates().forEach(accepted -> {
            UpdateMessage message =
                    new UpdateMessage(accepted.updateId(), accepted.updateName(), accepted.input(), accepted.header());
            code.updateRequested(new UpdateMachine(ledger, message, true));
        });
        code.taskBegins(moment);
        localActivityEnds.addAll(preview.localActivities());
        past = outcome;
    }

    private void replayLocalActivity(HistoryEvent event) {
        if (event.attributes() instanceof MarkerRecorded marker) {
            endLocalActivity(localActivities.expected(event, marker), LocalActivityMarker.report(marker));
        }
    }

    private void runLive(StartedTask task, List<UpdateMessage> updates) {
        begin(task, TaskPreview.NOTHING, false);
        updates.forEach(update -> code.updateRequested(new UpdateMachine(ledger, update, false)));
        code.taskBegins(moment);
        code.run();
    }

    private void begin(StartedTask task, TaskPreview preview, boolean replaying) {
        flags.taskStarts(replaying);
        commands.setReplaying(replaying);
        markers.taskStarts(preview, replaying);
        Instant before = moment.time();
        Instant time = task.event().eventTime();
        boolean back = time.isBefore(before);
        momentBefore = moment;
        moment = new TaskMoment(
                back && flags.follows(SdkFlag.MONOTONIC_TIME) ? before : time,
                replaying,
                task.event().eventId(),
                task.started().suggestContinueAsNew(),
                task.started().historySizeBytes());
    }

    private void matchCommands(TaskOutcome outcome) {
        flags.relyOn(outcome.completedEventId(), outcome.sdkFlags());
        outcome.commandEvents().forEach(commands::recorded);
        boolean open = cut && !events.hasNext();
        if (commands.isClosing()) {
            closingTask = outcome.completedEventId();
        } else if (!open) {
            commands.taskEnded(outcome.completedEventId());
        }
        hasNews = false;
    }

    /** Forgets the task that ran last, as if its events had never been seen; only when it led to nothing. */
    public void forgetTask(long firstForgottenEventId) {
        moment = momentBefore;
        events.goBackTo(firstForgottenEventId);
        flags.forgetFresh();
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

    /**
     * Asks for a local activity, which whoever handles the task under way runs.
     *
     * @param onReport told of each end of its attempts that code has to know: its outcome, or that it backs off
     */
    public LocalActivityMachine requestLocalActivity(
            LocalActivityRequest request, Consumer<LocalActivityReport> onReport) {
        return localActivities.request(request, onReport);
    }

    /** Local activities that code has asked for since the last call, and that have neither ended nor been dropped. */
    public List<LocalActivityMachine> takeUnstartedLocalActivities() {
        return localActivities.takeUnstarted();
    }

    /** Whether code waits for the end of a local activity. */
    public boolean waitsForLocalActivities() {
        return localActivities.isWaiting();
    }

    /** Records how a local activity ended and tells code, whose time moves to that moment. */
    public void endLocalActivity(LocalActivityMachine machine, LocalActivityReport report) {
        moment = moment.at(report.time());
        localActivities.end(machine, report);
    }

    /** Marks this place in history and ends the workflow task; {@code onRecorded} runs as the next one begins. */
    public void checkpoint(String name, Runnable onRecorded) {
        checkpointsUnderWay++;
        NoteMachine.issue(ledger, Markers.checkpoint(name), () -> {
            checkpointsUnderWay--;
            onRecorded.run();
        });
    }

    /** Whether code asks to go on in another workflow task. */
    public boolean endsTask() {
        return checkpointsUnderWay > 0;
    }
}
