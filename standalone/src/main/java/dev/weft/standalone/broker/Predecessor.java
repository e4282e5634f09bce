package dev.weft.standalone.broker;

import com.yammer.metrics.core.Gauge;
import com.yammer.metrics.core.MetricName;
import dev.weft.standalone.machine.StartException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;

/**
 * The broker that ran in a directory before, and may have been killed.
 *
 * <p>A controller takes a killed broker for alive until its session ends, and refuses its successor as long. A short
 * session would make restarts fast, but also let a stall of a second pass for a death, at which every partition loses
 * its leader for a moment; Kafka 4.3 then holds the partitions of an open transaction to be deleted, skips its markers,
 * and no reader with read_committed ever gets past it. So the session is long, and before a restart a controller alone,
 * with a session as short as can be, writes down that the predecessor is gone.
 */
final class Predecessor {
    private static final int SESSION_MILLIS = 50;
    /** Longer than a controller needs to read its log: a process killed in its first seconds left no broker in it. */
    private static final Duration NONE_AFTER = Duration.ofSeconds(3);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private Predecessor() {}

    /** Returns when the cluster knows that no broker runs. */
    static void fence(BrokerSettings settings) {
        Map<String, String> properties = settings.toControllerProperties(SESSION_MILLIS);
        KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        controller.startup();
        try {
            Instant start = Instant.now();
            while (!isFenced(Duration.between(start, Instant.now()), settings)) {
                Thread.sleep(POLL_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Expected a Kafka broker to start, but the start was interrupted", e);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static boolean isFenced(Duration waited, BrokerSettings settings) {
        if (waited.compareTo(TIMEOUT) > 0) {
            throw new StartException("Expected the session of the broker that ran in " + settings.directory()
                    + " before to end within " + TIMEOUT.toSeconds() + " s, but it did not");
        }
        boolean noneRuns = brokers("ActiveBrokerCount") == 0;
        return noneRuns && (brokers("FencedBrokerCount") > 0 || waited.compareTo(NONE_AFTER) > 0);
    }

    private static int brokers(String gauge) {
        MetricName name = KafkaYammerMetrics.getMetricName("kafka.controller", "KafkaController", gauge);
        return Optional.ofNullable(
                        KafkaYammerMetrics.defaultRegistry().allMetrics().get(name))
                .map(metric -> ((Gauge<?>) metric).value())
                .map(value -> ((Number) value).intValue())
                .orElse(0);
    }
}
