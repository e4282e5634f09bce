package dev.weft.standalone.topics;

import dev.weft.schemas.topic.Topics;
import dev.weft.standalone.machine.StartException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Creates the topics of an installation where they are missing, and refuses those that do not fit.
 *
 * <p>May run any number of times, and in several processes at once: what exists stays as it is, except for the
 * settings of {@link TopicPlan}, which are brought up to date.
 */
public final class TopicSetup {
    private static final int REPLICATION_AIM = 3;

    private final TopicAdmin admin;
    private final TopicSetupOptions options;

    /** @param admin stays open; the caller closes it */
    public TopicSetup(Admin admin, TopicSetupOptions options) {
        this.admin = new TopicAdmin(admin);
        this.options = options;
    }

    /**
     * Makes sure that every topic exists.
     *
     * @return over how many partitions the installation spreads its executions
     * @throws StartException if the cluster cannot be reached, or topics exist with other partition counts
     */
    public int run() {
        admin.requireReachable();
        int partitions = partitions();
        List<TopicPlan> plans = TopicPlan.all(options.prefix(), partitions, options.fsync());
        Map<String, Integer> found =
                admin.partitions(plans.stream().map(TopicPlan::name).toList());
        List<TopicPlan> missing =
                plans.stream().filter(plan -> !found.containsKey(plan.name())).toList();
        if (!missing.isEmpty()) {
            create(missing);
        }
        List<TopicPlan> present =
                plans.stream().filter(plan -> found.containsKey(plan.name())).toList();
        present.forEach(plan -> requirePartitions(plan, found.getOrDefault(plan.name(), 0)));
        if (!present.isEmpty()) {
            admin.bringUpToDate(present);
        }
        return partitions;
    }

    private int partitions() {
        String requests = new Topics(options.prefix()).requests();
        int existing = admin.partitions(List.of(requests)).getOrDefault(requests, 0);
        int asked = options.partitions().orElse(existing > 0 ? existing : TopicSetupOptions.PARTITIONS_DEFAULT);
        if (existing > 0 && existing != asked) {
            throw new StartException(
                    "Expected %d partitions, as asked for, but this installation has %d: leave --partitions out."
                            .formatted(asked, existing));
        }
        return asked;
    }

    private static void requirePartitions(TopicPlan plan, int found) {
        if (found != plan.partitions()) {
            throw new StartException("Expected topic %s to have %d partitions, but it has %d."
                    .formatted(plan.name(), plan.partitions(), found));
        }
    }

    private void create(List<TopicPlan> missing) {
        int replication = options.replication().orElse(Math.min(REPLICATION_AIM, admin.brokers()));
        admin.create(missing.stream()
                .map(plan -> newTopic(plan, (short) replication))
                .toList());
    }

    private static NewTopic newTopic(TopicPlan plan, short replication) {
        Map<String, String> settings = new TreeMap<>(plan.settings());
        settings.put("min.insync.replicas", replication < REPLICATION_AIM ? "1" : "2");
        return new NewTopic(plan.name(), plan.partitions(), replication).configs(settings);
    }
}
