package dev.weft.standalone.platform;

import dev.weft.standalone.broker.EmbeddedBroker;
import java.util.Map;

/** The Kafka of this process: a broker of its own, or a cluster that runs elsewhere. */
public sealed interface KafkaAccess extends AutoCloseable {
    /** @return how clients reach it */
    KafkaCluster cluster();

    @Override
    void close();

    /** A broker in this process, which ends with it. */
    record Embedded(EmbeddedBroker broker) implements KafkaAccess {
        @Override
        public KafkaCluster cluster() {
            return new KafkaCluster(broker.bootstrapServers(), Map.of());
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    /** A cluster that this process only uses. */
    record External(KafkaCluster cluster) implements KafkaAccess {
        @Override
        public void close() {
            // It is not ours to stop.
        }
    }
}
