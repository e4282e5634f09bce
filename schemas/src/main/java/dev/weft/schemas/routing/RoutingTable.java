package dev.weft.schemas.routing;

import java.util.List;

/**
 * Which partition holds which bucket of executions, as it is published.
 *
 * @param version grows with every change, from 1; stamped on every request
 * @param basePartitions a bucket that was never moved is in partition {@code bucket mod basePartitions}
 * @param partitions that the request topic has, at least {@code basePartitions}
 * @param moved where the other buckets are
 */
public record RoutingTable(int version, int basePartitions, int partitions, List<MovedBucket> moved) {

    public record MovedBucket(int bucket, int partition) {}

    public RoutingTable {
        moved = List.copyOf(moved);
        if (version < 1 || basePartitions < 1 || partitions < basePartitions) {
            throw new IllegalArgumentException("Expected a version and base partitions of at least 1 and no fewer"
                    + " partitions, but got version " + version + " with " + partitions + " partitions over "
                    + basePartitions);
        }
        for (MovedBucket move : moved) {
            if (move.bucket() < 0
                    || move.bucket() >= Routing.BUCKETS
                    || move.partition() < 0
                    || move.partition() >= partitions) {
                throw new IllegalArgumentException("Expected a bucket below " + Routing.BUCKETS
                        + " in a partition below " + partitions + ", but got " + move);
            }
        }
    }

    /** The table of a new cluster. */
    public static RoutingTable initial(int partitions) {
        return new RoutingTable(1, partitions, partitions, List.of());
    }
}
