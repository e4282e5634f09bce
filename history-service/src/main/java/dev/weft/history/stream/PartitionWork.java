package dev.weft.history.stream;

import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.history.dispatch.LogDispatcher;
import dev.weft.history.engine.ExecutionEngine;
import dev.weft.history.engine.LiveExecution;
import dev.weft.history.store.ExecutionsStore;
import dev.weft.history.store.HistoryRows;
import dev.weft.history.timer.PartitionTimers;
import dev.weft.schemas.codec.CodecException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One partition from its takeover until it goes elsewhere. Used by its thread only. */
final class PartitionWork {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);
    /** How long requests wait for a piece of long work. */
    private static final long PIECE_NANOS = Duration.ofMillis(4).toNanos();

    private static final int EXECUTIONS_AT_ONCE = 50;
    private static final int STUCK_EXECUTIONS_MAX = 100_000;
    /** Bytes that one request adds to history from which operators are warned. */
    private static final long LARGE_TRANSITION_BYTES = 512 * 1024;

    private final HistoryMetrics metrics;
    private final PartitionHealth health;
    private final int partition;
    private final ExecutionsStore executions;
    private final LogDispatcher dispatcher;
    private final PartitionTimers timers;
    private final ExecutionEngine engine;
    private final PartitionScans scans;
    private final StuckExecutions stuck;
    private final WorkerArrivals arrivals;
    private final TaskResends resends;
    private final UnsentEffects unsent;

    PartitionWork(
            HistoryParts parts,
            int partition,
            ExecutionsStore executions,
            KeyValueStore<Bytes, byte[]> history,
            KeyValueStore<Bytes, byte[]> timerRows) {
        this.metrics = parts.metrics();
        this.health = parts.health();
        this.partition = partition;
        this.executions = executions;
        this.dispatcher = new LogDispatcher(parts.neighbours(), parts.logs());
        this.timers = new PartitionTimers(parts.timers(), timerRows);
        this.engine = new ExecutionEngine(
                executions,
                new HistoryRows(history, parts.codecs().eventBatch()),
                dispatcher,
                parts.neighbours().listener(),
                timers);
        this.scans = new PartitionScans(executions);
        this.stuck = new StuckExecutions(STUCK_EXECUTIONS_MAX, metrics::stuckChanged);
        this.arrivals = new WorkerArrivals(stuck, scans, dispatcher);
        this.resends = new TaskResends(scans, (execution, queues) -> guarded(live -> engine.resendTasks(live, queues))
                .accept(execution));
        this.unsent = new UnsentEffects(parts, dispatcher, this::resend);
        health.seen(partition);
    }

    /** Whoever had the partition before may not have sent everything that its state says. */
    void takeOver() {
        Consumer<LiveExecution> visitor = guarded(execution -> {
            timers.watch(execution);
            engine.resend(execution);
        });
        scans.add(new PartitionScans.Scan() {
            @Override
            public void visit(LiveExecution execution) {
                stuck.see(execution.state());
                visitor.accept(execution);
            }

            @Override
            public void end() {
                stuck.walked();
            }
        });
    }

    void handle(LoggedRequest logged) {
        long begun = System.nanoTime();
        LiveExecution execution = engine.load(logged.request().key());
        ExecutionState before = execution.state();
        engine.handle(execution, logged);
        if (execution.state() != before) {
            observe(before, execution.state());
        }
        if (logged.request().body() instanceof EngineRequest.TimerDue) {
            timers.cameEarly(execution, logged.position().time().toEpochMilli());
        }
        metrics.transition(System.nanoTime() - begun);
    }

    /** What operators want to know of. */
    private void observe(ExecutionState before, ExecutionState after) {
        boolean wasStuck = before.status() == WorkflowStatus.STUCK;
        boolean isStuck = after.status() == WorkflowStatus.STUCK;
        if (wasStuck || isStuck) {
            stuck.see(after);
        }
        if (isStuck && !wasStuck) {
            metrics.becameStuck(after.run().problem().cause());
        }
        boolean sameRun = before.runId().equals(after.runId());
        if (after.history().isLong() && !(sameRun && before.history().isLong())) {
            metrics.historyBecameLong();
        }
        long added = after.history().sizeBytes() - (sameRun ? before.history().sizeBytes() : 0);
        if (added >= LARGE_TRANSITION_BYTES) {
            metrics.largeTransition();
        }
    }

    void workerArrived(EngineRequest.WorkerArrived request) {
        arrivals.arrived(request);
    }

    void resendTasks(EngineRequest.ResendTasks request) {
        resends.ask(request);
    }

    /** @return whether there is long work to go on with */
    boolean keepHouse() {
        health.seen(partition);
        boolean effects = unsent.beginRound();
        boolean due = timers.advance(this::now, EXECUTIONS_AT_ONCE);
        return effects || due;
    }

    /** @return whether there is more to do */
    boolean advance() {
        long end = System.nanoTime() + PIECE_NANOS;
        boolean scanning = true;
        boolean loading = true;
        boolean telling = true;
        boolean sending = true;
        while ((scanning || loading || telling || sending) && System.nanoTime() < end) {
            sending = sending && unsent.advance();
            scanning = scanning && scans.advance(EXECUTIONS_AT_ONCE);
            loading = loading && timers.advance(this::now, EXECUTIONS_AT_ONCE);
            telling = telling && arrivals.advance(EXECUTIONS_AT_ONCE);
        }
        return scanning || loading || telling || sending;
    }

    void close() {
        timers.close();
        stuck.clear();
        health.gone(partition);
    }

    private void resend(ExecutionKey key) {
        guarded(engine::resend).accept(now(key));
    }

    private LiveExecution now(ExecutionKey key) {
        try {
            return executions.peek(key);
        } catch (CodecException unreadable) {
            LOG.error(
                    "A state cannot be read, so its timers rest namespace={} workflowId={}",
                    key.namespace(),
                    key.workflowId(),
                    unreadable);
            return new LiveExecution(ExecutionState.none(key));
        }
    }

    /** What is wrong with one execution does not keep the others waiting. */
    private static Consumer<LiveExecution> guarded(Consumer<LiveExecution> visitor) {
        return execution -> {
            try {
                visitor.accept(execution);
            } catch (RuntimeException bug) {
                if (bug instanceof KafkaException || bug.getCause() instanceof KafkaException) {
                    throw bug;
                }
                LOG.error(
                        "What is pending could not be sent again namespace={} workflowId={} runId={}",
                        execution.key().namespace(),
                        execution.key().workflowId(),
                        execution.state().runId(),
                        bug);
            }
        };
    }
}
