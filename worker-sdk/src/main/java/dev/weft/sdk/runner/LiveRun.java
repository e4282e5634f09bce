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
import dev.weft.sdk.replay.TaskMoment;
import dev.weft.sdk.replay.UpdateMachine;
import dev.weft.sdk.replay.WorkflowCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code and the state of one run, from its first event on. Thrown away when it fails or is rebuilt. */
final class LiveRun implements WorkflowCode {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);
    private static final long BYTES_PER_RUN = 10_000;
    private static final long BYTES_PER_COROUTINE = 3_000;

    private final ExecutionKey key;
    private final WorkflowDefinition definition;
    private final StubShapes shapes;
    private final Coroutines coroutines;
    private final RunContext run;
    private final MessageIntake messages;
    private final Closing closing;
    private final UserCode code;

    private @Nullable Coroutine mainCoroutine;
    private @Nullable RunFacts facts;
    private boolean mayForget;
    private boolean forgotten;

    LiveRun(WorkflowExecutions worker, ExecutionKey key, String workflowType, WorkflowDefinition definition) {
        this.key = key;
        this.definition = definition;
        this.shapes = worker.shapes();
        Guard guard = new Guard();
        Interception interception = worker.newInterception();
        this.coroutines = new Coroutines(worker.detector(), guard, interception::inheriting);
        ReplayMachine machine = new ReplayMachine(this, new Positions(this::mainThread));
        this.run = new RunContext(
                worker.data(), worker.failures(), machine, coroutines, guard, ScopeNode.root(coroutines), interception);
        this.closing = new Closing(run, definition.options(), this::closed);
        Logger log = new ReplaySilentLogger(LOG, () -> machine.moment().replaying());
        Handlers handlers = new Handlers();
        this.code = new UserCode(definition, handlers, interception::callsGoTo);
        this.messages = new MessageIntake(run, handlers, workflowType, closing::isFailure, log);
    }

    private @Nullable Thread mainThread() {
        return mainCoroutine == null ? null : mainCoroutine.thread();
    }

    ReplayMachine machine() {
        return run.machine();
    }

    /** Runs the task whose events are {@code events}, after those before it that the run has not seen. */
    WorkflowTaskResult.Completed handle(List<HistoryEvent> events, Task.WorkflowTask task) {
        mayForget = task.speculative() && !ReplayMachine.endWithNews(events);
        forgotten = false;
        run.machine().consume(events, task.startedEventId(), task.updates());
        List<Command> commands = run.machine().commands();
        if (forgotten) {
            run.machine().forgetTask(task.scheduledEventId());
            commands = List.of();
        }
        return new WorkflowTaskResult.Completed(commands, messages.takeRejections(), List.of());
    }

    /** Replays history without a task under way. */
    void replay(List<HistoryEvent> events) {
        run.machine().consume(events, 0, List.of());
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
        coroutines.evict();
    }

    // ---- told by the replay machine

    @Override
    public void started(WorkflowExecutionStarted event) {
        RunFacts newFacts = new RunFacts(key, event, run.machine().newsTime());
        facts = newFacts;
        Map<String, Payload> header = event.settings().header();
        run.interception().started(new PlatformCalls(run, newFacts), header);
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
    public void run(TaskMoment moment) {
        if (mayForget && !moment.replaying() && messages.rejectArrived()) {
            forgotten = true;
            return;
        }
        messages.deliverUpdates();
        coroutines.runUntilAllWait();
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
        coroutines.stop();
        List<String> unfinished = messages.unfinishedHandlers();
        if (!unfinished.isEmpty() && !run.machine().moment().replaying()) {
            LOG.warn("Workflow {} closes while handlers are under way: {}", key, unfinished);
        }
    }
}
