package dev.weft.schemas.routing;

import dev.weft.core.model.ExecutionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Key of the executions store: bucket (2 bytes), then {@code namespace/workflowId}. One bucket is one range. */
public final class ExecutionsKey {
    private static final int BUCKET_BYTES = Short.BYTES;

    private ExecutionsKey() {}

    public static byte[] encode(ExecutionKey key) {
        byte[] name = key.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(BUCKET_BYTES + name.length)
                .putShort((short) Routing.bucketOf(key))
                .put(name)
                .array();
    }

    /** @throws IllegalArgumentException when {@code key} is laid out otherwise */
    public static ExecutionKey decode(byte[] key) {
        if (key.length <= BUCKET_BYTES) {
            throw new IllegalArgumentException(
                    "Expected a bucket and an execution, but the key has " + key.length + " bytes");
        }
        return executionOf(new String(key, BUCKET_BYTES, key.length - BUCKET_BYTES, StandardCharsets.UTF_8));
    }

    public static KeyRange bucketRange(int bucket) {
        return new KeyRange(bucketBytes(bucket), bucketBytes(bucket + 1));
    }

    /**
     * The execution that {@code namespace/workflowId} names. A namespace has no slash; a workflow id may.
     *
     * @throws IllegalArgumentException when there is no slash
     */
    public static ExecutionKey executionOf(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Expected namespace/workflowId, but got '" + name + "'");
        }
        return new ExecutionKey(name.substring(0, slash), name.substring(slash + 1));
    }

    private static byte[] bucketBytes(int bucket) {
        return ByteBuffer.allocate(BUCKET_BYTES).putShort((short) bucket).array();
    }
}
