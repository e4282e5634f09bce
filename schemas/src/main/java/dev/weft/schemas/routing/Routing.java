package dev.weft.schemas.routing;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.task.QueueName;
import dev.weft.schemas.routing.RoutingTable.MovedBucket;

/** Finds the partition of an execution, a task queue and a waiting process. Immutable. */
public final class Routing {
    /** Executions are moved between partitions a bucket at a time. */
    public static final int BUCKETS = 4096;

    /** Record header: the version of the table that chose the partition, four bytes big-endian. */
    public static final String VERSION_HEADER = "weft-routing-version";

    private final RoutingTable table;
    private final int[] partitions = new int[BUCKETS];

    public Routing(RoutingTable table) {
        this.table = table;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            partitions[bucket] = bucket % table.basePartitions();
        }
        for (MovedBucket move : table.moved()) {
            partitions[move.bucket()] = move.partition();
        }
    }

    /** The routing of a new cluster. */
    public static Routing initial(int partitions) {
        return new Routing(RoutingTable.initial(partitions));
    }

    public static int bucketOf(ExecutionKey key) {
        return Murmur2.mod(key.toString(), BUCKETS);
    }

    /** The partition of the task topic that a queue belongs to; that of its normal queue for a sticky one. */
    public static int taskPartition(QueueName queue, int taskPartitions) {
        return Murmur2.mod(queue.namespace() + '/' + queue.taskQueue(), taskPartitions);
    }

    /** The partition of the reply topic that a process reads. */
    public static int replyPartition(String instance, int replyPartitions) {
        return Murmur2.mod(instance, replyPartitions);
    }

    public int partitionOf(ExecutionKey key) {
        return partitions[bucketOf(key)];
    }

    public int partitionOfBucket(int bucket) {
        return partitions[bucket];
    }

    public int version() {
        return table.version();
    }

    /** How many partitions the request topic has. */
    public int partitions() {
        return table.partitions();
    }

    public RoutingTable table() {
        return table;
    }
}
