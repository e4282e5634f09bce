package dev.weft.standalone.topics;

import dev.weft.schemas.topic.Topics;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What an operator may choose about the topics of an installation.
 *
 * @param prefix what every topic's name begins with
 * @param partitionsAsked partitions of a new installation; 0 for the default, or for what an existing one has
 * @param replicationAsked copies of each record; 0 for three, or as many as there are brokers
 * @param fsync whether a request is on disk, and not only in the operating system's memory, when acknowledged
 */
public record TopicSetupOptions(String prefix, int partitionsAsked, int replicationAsked, boolean fsync) {
    /** Partitions of a new installation for which nothing else is asked. */
    public static final int PARTITIONS_DEFAULT = 4;

    /** What every topic's name begins with where nothing else is asked. */
    public static final String PREFIX_DEFAULT = Topics.DEFAULT_PREFIX;

    public TopicSetupOptions {
        Objects.requireNonNull(prefix);
        if (partitionsAsked < 0 || replicationAsked < 0) {
            throw new IllegalArgumentException("Expected counts of 0 or more, but got %d partitions and replication %d"
                    .formatted(partitionsAsked, replicationAsked));
        }
    }

    OptionalInt partitions() {
        return partitionsAsked == 0 ? OptionalInt.empty() : OptionalInt.of(partitionsAsked);
    }

    OptionalInt replication() {
        return replicationAsked == 0 ? OptionalInt.empty() : OptionalInt.of(replicationAsked);
    }
}
