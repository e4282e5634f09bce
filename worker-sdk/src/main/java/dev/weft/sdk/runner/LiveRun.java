package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.task.Task;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.interceptor.WorkflowInboundCalls.WorkflowInput;
import dev.weft.sdk.replay.ReplayMachine;
import dev.weft.sdk.replay.SdkFlag;
import dev.weft.sdk.replay.TaskMoment;
import dev.weft.sdk.replay.UpdateMachine;
import dev.weft.sdk.replay.WorkflowCode;
import dev.weft.sdk.workflow.ReplaySilentLogger;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code and the state of one run, from its first event on. Thrown away when it fails or is rebuilt. */
final class LiveRun implements WorkflowCode {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

    /** After so much of its timeout, a workflow task that waits for local activities asks for another one. */
    private static final int HEARTBEAT_PERCENT = 80;

    private static final long BYTES_PER_RUN = 10_000;
    private static final long BYTES_PER_COROUTINE = 3_000;

    private final ExecutionKey key;
    private final WorkflowDefinition definition;
    private final StubShapes shapes;
    private final LocalActivityRunner localActivities;
    private final Coroutines coroutines;
    private final RunContext run;
    private final MessageIntake messages;
    private final Closing closing;
    private final UserCode code;

    private @Nullable Coroutine mainCoroutine;
    private @Nullable RunFacts facts;
    private @Nullable LocalAttempts localAttempts;
    private long keptUntilNanos = System.nanoTime();
    private boolean closed;
    private boolean mayForget;
    private boolean forgotten;

    LiveRun(WorkflowExecutions worker, ExecutionKey key, String workflowType, WorkflowDefinition definition) {
        this.key = key;
        this.definition = definition;
        this.shapes = worker.shapes();
        this.localActivities = worker.localActivities();
        Guard guard = new Guard();
        Interception interception = worker.newInterception();
        ReplayMachine machine = new ReplayMachine(this, new Positions(this::codeRuns, this::mainThread));
        this.coroutines = new Coroutines(
                worker.detector(),
                guard,
                interception::inheriting,
                machine::tellPast,
                () -> machine.follows(SdkFlag.CONDITIONS_IN_PASSES));
        this.run = new RunContext(
                worker.data(), worker.failures(), machine, coroutines, guard, ScopeNode.root(coroutines), interception);
        this.closing = new Closing(run, definition.options(), this::closed);
        Logger log = new ReplaySilentLogger(LOG, () -> machine.moment().replaying());
        Handlers handlers = new Handlers();
        this.code = new UserCode(definition, handlers, interception::callsGoTo);
        this.messages = new MessageIntake(run, handlers, workflowType, closing::isFailure, log);
    }

    private boolean codeRuns() {
        return coroutines.isRunning();
    }

    private @Nullable Thread mainThread() {
        return mainCoroutine == null ? null : mainCoroutine.thread();
    }

    ReplayMachine machine() {
        return run.machine();
    }

    /** Runs {@code task}, after all that has happened before it and that the run has not seen. */
    WorkflowTaskResult.Completed handle(Iterator<HistoryEvent> events, Task.WorkflowTask task) {
        long begunNanos = System.nanoTime();
        mayForget = task.speculative();
        forgotten = false;
        run.machine().consume(events, task.startedEventId(), task.updates());
        if (forgotten) {
            run.machine().forgetTask(task.scheduledEventId());
            return new WorkflowTaskResult.Completed(List.of(), messages.takeRejections(), List.of(), false);
        }
        boolean heartbeat = settle(task, begunNanos);
        return new WorkflowTaskResult.Completed(
                run.machine().commands(),
                messages.takeRejections(),
                run.machine().freshFlags(),
                heartbeat);
    }

    /** @return whether code could go further in another task */
    private boolean settle(Task.WorkflowTask task, long begunNanos) {
        ReplayMachine machine = run.machine();
        LocalAttempts attempts = localAttempts;
        if (attempts != null && machine.waitsForLocalActivities()) {
            Duration gone = Duration.ofNanos(System.nanoTime() - begunNanos);
            Duration patience = task.startToClose()
                    .multipliedBy(HEARTBEAT_PERCENT)
                    .dividedBy(100)
                    .minus(gone);
            attempts.settle(task.startToClose(), patience, this::run, () -> closed || machine.endsTask());
        }
        boolean waits = !closed && machine.waitsForLocalActivities();
        keptUntilNanos = waits ? begunNanos + 2 * task.startToClose().toNanos() : begunNanos;
        return waits || !closed && machine.endsTask();
    }

    /** Replays the whole of a history without a task under way. */
    void replay(Iterator<HistoryEvent> events) {
        run.machine().consume(events, 0, List.of());
    }

    /** Replays a history that may end anywhere. */
    void replayPast(Iterator<HistoryEvent> events) {
        run.machine().consumePast(events);
    }

    /** Local activities go on while the run waits for the next task, unless that is late. */
    boolean mayLeave() {
        return System.nanoTime() - keptUntilNanos >= 0;
    }

    QueryResult query(String queryType, List<Payload> input) {
        if (facts == null || run.machine().moment().startedEventId() == 0) {
            return new QueryResult.Failed(run.failures()
                    .toFailure(
                            ApplicationFailure.of(
                                    "Expected the workflow to have begun, but no workflow task has completed yet",
                                    "QueryNotReady"),
                            run.data()));
        }
        return messages.query(queryType, input);
    }

    long sizeBytes() {
        return BYTES_PER_RUN
                + BYTES_PER_COROUTINE * coroutines.size()
                + run.machine().moment().historySizeBytes();
    }

    void evict() {
        if (localAttempts != null) {
            localAttempts.close();
        }
        coroutines.evict();
    }

    /** The same pages, which only the thread that handles the task reads: it may be interrupted. */
    HistoryPages readByDriver(HistoryPages pages) {
        return fromEventId -> coroutines.byDriver(() -> pages.read(fromEventId));
    }

    // ---- told by the replay machine

    @Override
    public void started(WorkflowExecutionStarted event) {
        RunFacts newFacts = new RunFacts(key, event, run.machine().newsTime());
        facts = newFacts;
        LocalAttempts attempts = new LocalAttempts(run.machine(), newFacts, localActivities);
        localAttempts = attempts;
        Map<String, Payload> header = event.settings().header();
        run.interception().started(new PlatformCalls(run, newFacts, attempts), header);
        Stubs stubs = new Stubs(shapes, run, definition.options());
        coroutines.bind(new RunnerRuntime(run, newFacts, stubs, messages), thrown -> closing.thrown(thrown, newFacts));
        coroutines.addHandler("main", run.rootScope(), run.interception().within(header, () -> main(newFacts)));
    }

    @Override
    public void signaled(WorkflowExecutionSignaled event) {
        messages.signaled(event);
    }

    @Override
    public void cancelRequested(WorkflowExecutionCancelRequested event) {
        run.rootScope().cancel(event.reason());
    }

    @Override
    public void updateRequested(UpdateMachine update) {
        messages.updateRequested(update);
    }

    @Override
    public void taskBegins(TaskMoment moment) {
        boolean onlyUpdates = mayForget && !moment.replaying() && !run.machine().hasNews();
        forgotten = onlyUpdates && messages.rejectArrived();
        if (!forgotten) {
            messages.deliverUpdates();
        }
    }

    @Override
    public void run() {
        if (!forgotten) {
            coroutines.runUntilAllWait();
        }
    }

    // ---- runs on the main coroutine

    private void main(RunFacts startedFacts) {
        mainCoroutine = coroutines.current();
        try {
            Object result = callMain(startedFacts);
            closing.close(new Command.CompleteWorkflow(run.data().toPayload(result)));
        } catch (EvictedError e) {
            throw e;
        } catch (Exception e) {
            throw HandlerFailure.unchecked(e);
        } finally {
            mainCoroutine = null;
        }
    }

    private @Nullable Object callMain(RunFacts startedFacts) throws Exception {
        RunSettings settings = startedFacts.started().settings();
        List<@Nullable Object> args = definition.arguments(run.data(), settings.input());
        run.guard().enterImpatient("the constructor of a workflow");
        try {
            run.interception().begin(code);
            code.setInstance(definition.newInstance(args.toArray()));
        } finally {
            run.guard().leaveImpatient();
        }
        // Handlers of messages that came with the first task find the object, and run before its method.
        coroutines.giveWay();
        WorkflowInput input = new WorkflowInput(args, settings.header());
        return run.interception().inbound().execute(input).result();
    }

    private void closed() {
        closed = true;
        coroutines.stop();
        List<String> unfinished = messages.unfinishedHandlers();
        if (!unfinished.isEmpty() && !run.machine().moment().replaying()) {
            LOG.warn("Workflow {} closes while handlers are under way: {}", key, unfinished);
        }
    }
}
