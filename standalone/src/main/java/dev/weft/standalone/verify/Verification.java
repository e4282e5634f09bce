package dev.weft.standalone.verify;

import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import dev.weft.standalone.platform.KafkaCluster;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Folds the histories of an installation again and compares what they say with the stored states. Works while the
 * platform runs, beside any number of others, and takes memory for a slice of one partition at a time.
 */
public final class Verification {
    private final KafkaCluster cluster;
    private final Topics topics;
    private final Scope scope;
    private final Consumer<Difference> found;

    /** @param found is told each difference as soon as it is certain */
    public Verification(KafkaCluster cluster, Topics topics, Scope scope, Consumer<Difference> found) {
        this.cluster = cluster;
        this.topics = topics;
        this.scope = scope;
        this.found = found;
    }

    /**
     * Reads everything that was committed before the call.
     *
     * @throws UnreadableLogException when that is not possible
     */
    public Summary run() {
        Codecs codecs = new Codecs();
        try (Changelogs logs = new Changelogs(cluster.toProperties())) {
            int partitions = partitions(logs);
            Summary sum = Summary.NOTHING;
            for (int number = 0; number < partitions; number++) {
                sum = sum.plus(new PartitionCheck(
                                logs,
                                new TopicPartition(topics.executionsChangelog(), number),
                                new TopicPartition(topics.historyChangelog(), number),
                                scope,
                                codecs)
                        .run(found, Slices.BYTES_MAX));
            }
            return sum;
        }
    }

    private int partitions(Changelogs logs) {
        int ofStates = logs.partitions(topics.executionsChangelog());
        int ofHistory = logs.partitions(topics.historyChangelog());
        if (ofStates != ofHistory) {
            throw new UnreadableLogException("Expected as many partitions of states as of history, but there are "
                    + ofStates + " and " + ofHistory);
        }
        return ofStates;
    }
}
