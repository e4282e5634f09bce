package dev.weft.history.stream;

import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.history.dispatch.LogDispatcher;
import dev.weft.history.engine.ExecutionEngine;
import dev.weft.history.engine.LiveExecution;
import dev.weft.history.store.ExecutionsStore;
import dev.weft.history.store.HistoryRows;
import dev.weft.history.timer.PartitionTimers;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.routing.Routing;
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

    private final HistoryMetrics metrics;
    private final PartitionHealth health;
    private final int partition;
    private final ExecutionsStore executions;
    private final LogDispatcher dispatcher;
    private final PartitionTimers timers;
    private final ExecutionEngine engine;
    private final PartitionScans scans;

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
        health.seen(partition);
    }

    /** Whoever had the partition before may not have sent everything that its state says. */
    void takeOver() {
        scans.add(guarded(execution -> {
            timers.watch(execution);
            engine.resend(execution);
        }));
    }

    void handle(LoggedRequest logged) {
        long begun = System.nanoTime();
        LiveExecution execution = engine.handle(logged);
        if (logged.request().body() instanceof EngineRequest.TimerDue) {
            timers.cameEarly(execution, logged.position().time().toEpochMilli());
        }
        metrics.transition(System.nanoTime() - begun);
    }

    void resendTasks(EngineRequest.ResendTasks request) {
        int taskPartitions = request.taskPartitions();
        scans.add(guarded(execution -> engine.resendTasks(
                execution, queue -> Routing.taskPartition(queue, taskPartitions) == request.taskPartition())));
    }

    /** @return whether there is long work to go on with */
    boolean keepHouse() {
        health.seen(partition);
        dispatcher.drainUnsent(this::resend);
        return timers.advance(this::now, EXECUTIONS_AT_ONCE);
    }

    /** @return whether there is more to do */
    boolean advance() {
        long end = System.nanoTime() + PIECE_NANOS;
        boolean scanning = true;
        boolean loading = true;
        while ((scanning || loading) && System.nanoTime() < end) {
            scanning = scanning && scans.advance(EXECUTIONS_AT_ONCE);
            loading = loading && timers.advance(this::now, EXECUTIONS_AT_ONCE);
        }
        return scanning || loading;
    }

    void close() {
        timers.close();
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
