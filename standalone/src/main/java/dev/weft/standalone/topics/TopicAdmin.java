package dev.weft.standalone.topics;

import dev.weft.standalone.machine.StartException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The few questions and changes that the set-up of topics asks of a cluster; each waits for its answer. */
final class TopicAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Admin admin;

    TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /** @throws StartException if no broker answers */
    void requireReachable() {
        try {
            await(admin.describeCluster().clusterId(), "answer");
        } catch (StartException e) {
            throw new StartException(
                    "Expected a Kafka cluster to answer, but none did: see that --kafka names one that runs.", e);
        }
    }

    int brokers() {
        return await(admin.describeCluster().nodes(), "list its brokers").size();
    }

    /** @return the partition counts of those of the topics that exist */
    Map<String, Integer> partitions(Collection<String> names) {
        Map<String, Integer> found = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, asked) -> {
            try {
                found.put(
                        name,
                        await(asked, "describe topic " + name).partitions().size());
            } catch (UnknownTopicOrPartitionException absent) {
                // Absence is the answer.
            }
        });
        return found;
    }

    /** Creates the topics, and waits until the brokers know them: a client that comes too early only gets errors. */
    void create(List<NewTopic> topics) {
        admin.createTopics(topics).values().forEach((name, asked) -> {
            try {
                await(asked, "create topic " + name);
            } catch (TopicExistsException existsByNow) {
                // Another process of this installation starts at the same time, with the same plan.
            }
        });
        List<String> names = topics.stream().map(NewTopic::name).toList();
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (partitions(names).size() < names.size()) {
            if (Instant.now().isAfter(deadline)) {
                throw new StartException("Expected the Kafka brokers to know the topics " + names + " within "
                        + TIMEOUT.toSeconds() + " s, but they do not");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Expected to create topics, but the start was interrupted", e);
        }
    }

    /** Sets what differs from the plans. */
    void bringUpToDate(List<TopicPlan> plans) {
        Map<ConfigResource, TopicPlan> planOf = new HashMap<>();
        plans.forEach(plan -> planOf.put(new ConfigResource(ConfigResource.Type.TOPIC, plan.name()), plan));
        Map<ConfigResource, Config> settings =
                await(admin.describeConfigs(planOf.keySet()).all(), "describe its topics' settings");
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        planOf.forEach((topic, plan) -> {
            Config current = settings.get(topic);
            List<AlterConfigOp> differing = current == null ? List.of() : differences(plan, current);
            if (!differing.isEmpty()) {
                changes.put(topic, differing);
            }
        });
        await(admin.incrementalAlterConfigs(changes).all(), "change its topics' settings");
    }

    private static List<AlterConfigOp> differences(TopicPlan plan, Config current) {
        List<AlterConfigOp> differing = new ArrayList<>();
        plan.settings().forEach((setting, value) -> {
            ConfigEntry entry = current.get(setting);
            if (entry == null || !value.equals(entry.value())) {
                differing.add(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET));
            }
        });
        return differing;
    }

    private static <T> T await(KafkaFuture<T> asked, String what) {
        try {
            return asked.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException absent) {
                throw absent;
            }
            if (e.getCause() instanceof TopicExistsException existsByNow) {
                throw existsByNow;
            }
            throw new StartException("Expected the Kafka cluster to " + what + ", but got " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StartException(
                    "Expected the Kafka cluster to " + what + " within " + TIMEOUT.toSeconds() + " s, but it did not",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Expected the Kafka cluster to " + what + ", but the start was interrupted", e);
        }
    }
}
