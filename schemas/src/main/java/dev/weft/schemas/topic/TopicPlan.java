package dev.weft.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every topic of a cluster must be like. Creating is left to whoever has an admin client.
 *
 * @param replication copies of each partition; with three or more, two must have a record before it counts
 * @param fsync write requests to the disk before they count, so that they survive a power loss
 */
public record TopicPlan(Topics topics, PartitionCounts counts, int replication, boolean fsync) {
    /** Largest record, in bytes; what a producer may send must not be larger. */
    public static final int RECORD_BYTES_MAX = 8 * 1024 * 1024;

    private static final Duration REQUESTS_RETENTION = Duration.ofDays(7);
    private static final Duration TASKS_RETENTION = Duration.ofDays(1);
    private static final Duration REPLIES_RETENTION = Duration.ofHours(1);
    private static final long SMALL_SEGMENT_BYTES = 64L * 1024 * 1024;

    public List<TopicSpec> specs() {
        return List.of(
                spec(topics.requests(), counts.requests(), requests()),
                spec(topics.historyChangelog(), counts.requests(), compacted()),
                spec(topics.executionsChangelog(), counts.requests(), compacted()),
                spec(topics.tasks(), counts.tasks(), passing(TASKS_RETENTION)),
                spec(topics.replies(), counts.replies(), passing(REPLIES_RETENTION)),
                spec(topics.streams(), counts.requests(), passing(REPLIES_RETENTION)),
                spec(topics.deadLetters(), 1, Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
                spec(topics.routing(), 1, compacted()));
    }

    private Map<String, String> requests() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(REQUESTS_RETENTION.toMillis()),
                "message.timestamp.type", "LogAppendTime"));
        if (fsync) {
            settings.put("flush.messages", "1");
        }
        return settings;
    }

    private static Map<String, String> compacted() {
        return Map.of("cleanup.policy", "compact");
    }

    private static Map<String, String> passing(Duration retention) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(retention.toMillis()),
                "segment.ms", Long.toString(retention.toMillis() / 4),
                "segment.bytes", Long.toString(SMALL_SEGMENT_BYTES));
    }

    private TopicSpec spec(String name, int partitions, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("max.message.bytes", Integer.toString(RECORD_BYTES_MAX));
        if (replication >= 3) {
            settings.put("min.insync.replicas", "2");
        }
        return new TopicSpec(name, partitions, replication, settings);
    }
}
