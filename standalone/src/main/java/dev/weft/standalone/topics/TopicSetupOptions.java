package dev.weft.standalone.topics;

import dev.weft.schemas.topic.Topics;
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
        prefix = new Topics(prefix).prefix();
        requireCount("partitions", partitionsAsked);
        requireCount("copies of each record", replicationAsked);
    }

    private static void requireCount(String what, int asked) {
        if (asked < 0) {
            throw new IllegalArgumentException("Expected 1 or more " + what + ", but " + asked + " are asked for");
        }
    }

    OptionalInt partitions() {
        return partitionsAsked == 0 ? OptionalInt.empty() : OptionalInt.of(partitionsAsked);
    }

    OptionalInt replication() {
        return replicationAsked == 0 ? OptionalInt.empty() : OptionalInt.of(replicationAsked);
    }
}
