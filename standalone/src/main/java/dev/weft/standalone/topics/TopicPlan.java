package dev.weft.standalone.topics;

import dev.weft.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How one topic is set up.
 *
 * @param name the full name, with the installation's prefix
 * @param partitions how many partitions it is created with
 * @param settings topic settings that differ from the broker's defaults
 */
public record TopicPlan(String name, int partitions, Map<String, String> settings) {
    private static final String BATCH_BYTES_MAX = Integer.toString(8 * 1024 * 1024);
    /** Bounds what a compacted topic keeps besides the newest value of each key, which is what a takeover reads. */
    private static final String COMPACTED_SEGMENT_BYTES = Integer.toString(32 * 1024 * 1024);

    private static final Duration ROSTER_KEPT = Duration.ofHours(1);
    /** Only segments that are closed are compacted and deleted. */
    private static final Duration ROSTER_SEGMENT = Duration.ofMinutes(10);

    private static final String FLUSH_EACH = "1";
    /** Kafka's own default: the log is flushed when the operating system likes. */
    private static final String FLUSH_NEVER = Long.toString(Long.MAX_VALUE);

    public TopicPlan {
        Objects.requireNonNull(name);
        settings = Map.copyOf(settings);
    }

    /**
     * All topics of an installation.
     *
     * @param prefix what every name begins with
     * @param partitions over how many partitions the executions are spread
     * @param fsync whether a request is on disk, and not only in the operating system's memory, when acknowledged
     */
    public static List<TopicPlan> all(String prefix, int partitions, boolean fsync) {
        Topics topics = new Topics(prefix);
        return List.of(
                requests(topics, partitions, fsync),
                compacted(topics.historyChangelog(), partitions),
                compacted(topics.executionsChangelog(), partitions),
                deleted(topics.tasks(), partitions, Duration.ofDays(7)),
                deleted(topics.replies(), partitions, Duration.ofHours(1)),
                deleted(topics.streams(), partitions, Duration.ofHours(1)),
                kept(topics.deadLetters()),
                kept(topics.namespaces()),
                roster(topics),
                of(topics.routing(), 1, "compact"));
    }

    private static TopicPlan requests(Topics topics, int partitions, boolean fsync) {
        TopicPlan plan = deleted(topics.requests(), partitions, Duration.ofDays(7));
        // The core's clock is the time of append, so that it does not depend on who sent a request.
        return plan.with("message.timestamp.type", "LogAppendTime")
                .with("flush.messages", fsync ? FLUSH_EACH : FLUSH_NEVER);
    }

    /** What is not said again for an hour is about nobody who is still there. */
    private static TopicPlan roster(Topics topics) {
        return of(topics.workers(), 1, "compact,delete")
                .with("retention.ms", Long.toString(ROSTER_KEPT.toMillis()))
                .with("segment.ms", Long.toString(ROSTER_SEGMENT.toMillis()));
    }

    private static TopicPlan compacted(String name, int partitions) {
        return of(name, partitions, "compact").with("segment.bytes", COMPACTED_SEGMENT_BYTES);
    }

    private static TopicPlan deleted(String name, int partitions, Duration retention) {
        return of(name, partitions, "delete").with("retention.ms", Long.toString(retention.toMillis()));
    }

    private static TopicPlan kept(String name) {
        return of(name, 1, "delete").with("retention.ms", "-1");
    }

    private static TopicPlan of(String name, int partitions, String cleanup) {
        return new TopicPlan(name, partitions, Map.of("cleanup.policy", cleanup, "max.message.bytes", BATCH_BYTES_MAX));
    }

    private TopicPlan with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return new TopicPlan(name, partitions, more);
    }
}
