package dev.weft.history;

import dev.weft.history.config.HistoryConfig;
import dev.weft.history.config.ProcessIdentity;
import dev.weft.history.config.StreamsSettings;
import dev.weft.history.dispatch.EffectLogs;
import dev.weft.history.dispatch.Neighbours;
import dev.weft.history.store.CacheBudget;
import dev.weft.history.store.RocksMemory;
import dev.weft.history.stream.HistoryMetrics;
import dev.weft.history.stream.HistoryParts;
import dev.weft.history.stream.HistoryTopology;
import dev.weft.history.stream.PartitionHealth;
import dev.weft.history.timer.TimerService;
import dev.weft.schemas.kafka.DeadLetters;
import dev.weft.schemas.kafka.ReplyLog;
import dev.weft.schemas.kafka.RequestLog;
import dev.weft.schemas.kafka.StreamLog;
import dev.weft.schemas.kafka.TaskLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history service of a process: takes its share of the partitions of the request topic and handles what is asked
 * there. Everything that clients and workers want of it goes through the log, so it has no calls of its own.
 */
public final class HistoryService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final String LAG_METRIC = "records-lag-max";

    private final RocksMemory memory;
    private final TimerService timers;
    private final PartitionHealth health;
    private final FailurePolicy failures;
    private final KafkaStreams streams;

    /**
     * Prepares the service; nothing runs before {@link #start}.
     *
     * @param whenEnded called when the service has given up; the process should end then
     */
    public HistoryService(
            HistoryConfig config,
            LogAccess log,
            Neighbours neighbours,
            ProcessIdentity identity,
            MeterRegistry registry,
            Runnable whenEnded) {
        HistoryMetrics metrics = new HistoryMetrics(registry);
        CacheBudget cache = new CacheBudget(config.memory().executionsBytes());
        RequestLog requests = new RequestLog(
                log.producer(), log.topics(), log.routing(), log.codecs().request());
        memory = new RocksMemory(config.memory().storesBytes());
        timers = new TimerService(requests, System::currentTimeMillis);
        health = new PartitionHealth(System::currentTimeMillis);
        failures = new FailurePolicy(metrics, System::currentTimeMillis, whenEnded);
        HistoryParts parts = new HistoryParts(
                log.topics(),
                log.codecs(),
                neighbours,
                new EffectLogs(
                        tasks(log),
                        replies(log),
                        requests,
                        new StreamLog(
                                log.producer(),
                                log.topics(),
                                log.routing(),
                                log.codecs().streamEntry())),
                new DeadLetters(log.producer(), log.topics(), log.codecs().deadLetter()),
                timers,
                cache,
                metrics,
                health);
        streams = new KafkaStreams(
                HistoryTopology.build(parts),
                new StreamsSettings(config, log.kafka(), log.topics()).toProperties(identity, memory));
        streams.setUncaughtExceptionHandler(failures);
        metrics.gauge("weft.history.timers.pending", "Timers in memory", timers::pending);
        metrics.gauge("weft.history.cache.bytes", "Executions in memory, about", cache::bytes);
        metrics.gauge("weft.history.lag", "Requests of one partition that wait, at most", this::lag);
    }

    /** Begins to take over partitions, and returns at once. */
    public void start() {
        timers.start();
        streams.start();
    }

    /**
     * Whether every partition that this instance has is restored and being worked on. Also true of an instance that has
     * no partition, since it could take one over.
     */
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING && health.isGood() && !failures.hasEnded();
    }

    /** Whether this instance handles the requests of a partition at the moment. */
    public boolean handles(int partition) {
        return health.has(partition);
    }

    /** Whether the service has given up and the process should end. */
    public boolean hasEnded() {
        return failures.hasEnded();
    }

    /** Finishes the request under way, commits, and gives the partitions to other instances at once. */
    @Override
    public void close() {
        timers.close();
        boolean closed = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_TIMEOUT));
        if (closed) {
            memory.close();
        } else {
            // The stores may still use the memory; better to leak it than to crash the process.
            LOG.warn("The history service did not stop in time");
        }
    }

    private double lag() {
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            if (metric.getKey().name().equals(LAG_METRIC)
                    && metric.getValue().metricValue() instanceof Double value
                    && !value.isNaN()) {
                lag = Math.max(lag, value);
            }
        }
        return lag;
    }

    private static TaskLog tasks(LogAccess log) {
        return new TaskLog(
                log.producer(), log.topics(), log.taskPartitions(), log.codecs().task());
    }

    private static ReplyLog replies(LogAccess log) {
        return new ReplyLog(
                log.producer(),
                log.topics(),
                log.replyPartitions(),
                log.codecs().reply());
    }
}
