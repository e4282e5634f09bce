package dev.weft.benchmarks.rig;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Records and bytes of every topic, the broker's own included; two readings tell what was written between them. */
public record TopicSizes(SortedMap<String, Size> topics) {

    /** Offsets count control records of transactions too, as they cost as much. */
    public record Size(long records, long bytes) {
        static final Size NOTHING = new Size(0, 0);

        Size minus(Size earlier) {
            return new Size(records - earlier.records, bytes - earlier.bytes);
        }
    }

    public static TopicSizes read(String bootstrapServers) {
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, "enable.metrics.push", "false"))) {
            Map<String, Long> records = records(admin);
            Map<String, Long> bytes = bytes(admin);
            SortedMap<String, Size> sizes = new TreeMap<>();
            records.forEach((topic, count) -> sizes.put(topic, new Size(count, bytes.getOrDefault(topic, 0L))));
            return new TopicSizes(sizes);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the broker to tell the sizes of its topics, but it failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected the sizes of topics, but was interrupted", e);
        }
    }

    public TopicSizes since(TopicSizes earlier) {
        SortedMap<String, Size> grown = new TreeMap<>();
        topics.forEach((topic, size) -> grown.put(topic, size.minus(earlier.topics.getOrDefault(topic, Size.NOTHING))));
        return new TopicSizes(grown);
    }

    public long records() {
        return topics.values().stream().mapToLong(Size::records).sum();
    }

    public long bytes() {
        return topics.values().stream().mapToLong(Size::bytes).sum();
    }

    private static Map<String, Long> records(Admin admin) throws ExecutionException, InterruptedException {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        Map<TopicPartition, OffsetSpec> ends = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<String, Long> records = new HashMap<>();
        admin.listOffsets(ends)
                .all()
                .get()
                .forEach((partition, end) -> records.merge(partition.topic(), end.offset(), Long::sum));
        return records;
    }

    private static Map<String, Long> bytes(Admin admin) throws ExecutionException, InterruptedException {
        var brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        Map<String, Long> bytes = new HashMap<>();
        admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .forEach(replica ->
                        bytes.merge(replica.getKey().topic(), replica.getValue().size(), Long::sum));
        return bytes;
    }
}
