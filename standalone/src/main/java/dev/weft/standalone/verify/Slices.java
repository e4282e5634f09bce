package dev.weft.standalone.verify;

import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.routing.Routing;
import java.util.ArrayList;
import java.util.List;

/** Divides the buckets of a partition so that what is kept of each slice fits into memory. */
final class Slices {
    /** Encoded states and runs of a slice; as objects they take some times as much. */
    static final long BYTES_MAX = 16L * 1024 * 1024;

    /** What is kept of a run, about. */
    private static final int RUN_BYTES = 512;

    /** Consecutive buckets. */
    record Slice(int firstBucket, int lastBucket) {
        boolean contains(ExecutionKey execution) {
            int bucket = Routing.bucketOf(execution);
            return bucket >= firstBucket && bucket <= lastBucket;
        }
    }

    private final long[] bytes = new long[Routing.BUCKETS];

    void addState(ExecutionKey execution, int size) {
        bytes[Routing.bucketOf(execution)] += size;
    }

    /** A row of history. */
    void addRow(ExecutionKey execution, long firstEventId) {
        bytes[Routing.bucketOf(execution)] += firstEventId == 1 ? RUN_BYTES : 1;
    }

    /** At least one bucket each; none when there is nothing in any. */
    List<Slice> divide(long bytesMax) {
        List<Slice> slices = new ArrayList<>();
        int first = 0;
        long sum = 0;
        for (int bucket = 0; bucket < bytes.length; bucket++) {
            if (sum > 0 && sum + bytes[bucket] > bytesMax) {
                slices.add(new Slice(first, bucket - 1));
                first = bucket;
                sum = 0;
            }
            sum += bytes[bucket];
        }
        if (sum > 0) {
            slices.add(new Slice(first, bytes.length - 1));
        }
        return slices;
    }
}
