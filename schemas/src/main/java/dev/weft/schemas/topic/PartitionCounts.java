package dev.weft.schemas.topic;

/**
 * How many partitions the topics have.
 *
 * @param requests of the request topic and everything that is partitioned like it
 * @param tasks of the task topic
 * @param replies of the reply topic
 */
public record PartitionCounts(int requests, int tasks, int replies) {
    public static final PartitionCounts DEFAULT = new PartitionCounts(4, 4, 4);

    public PartitionCounts {
        if (requests < 1 || tasks < 1 || replies < 1) {
            throw new IllegalArgumentException("Expected at least one partition of each topic, but got " + requests
                    + " for requests, " + tasks + " for tasks and " + replies + " for replies");
        }
    }
}
