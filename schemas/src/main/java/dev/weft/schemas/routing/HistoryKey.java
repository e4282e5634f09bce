package dev.weft.schemas.routing;

import dev.weft.core.model.ExecutionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Key of the history store and topic: bucket (2 bytes), {@code namespace/workflowId/runId}, a zero byte, and the id of
 * the first event (8 bytes, big-endian). The rows of a run are one range, in the order of its events.
 */
public record HistoryKey(ExecutionKey key, String runId, long firstEventId) {
    private static final int BUCKET_BYTES = Short.BYTES;
    private static final int TAIL_BYTES = 1 + Long.BYTES;

    public byte[] encode() {
        return encode(key, runId, firstEventId);
    }

    public static byte[] encode(ExecutionKey key, String runId, long firstEventId) {
        byte[] name = (key.toString() + '/' + runId).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(BUCKET_BYTES + name.length + TAIL_BYTES)
                .putShort((short) Routing.bucketOf(key))
                .put(name)
                .put((byte) 0)
                .putLong(firstEventId)
                .array();
    }

    /** @throws IllegalArgumentException when {@code key} is laid out otherwise */
    public static HistoryKey decode(byte[] key) {
        int nameEnd = key.length - TAIL_BYTES;
        if (nameEnd <= BUCKET_BYTES || key[nameEnd] != 0) {
            throw new IllegalArgumentException("Expected a bucket, a run, a zero byte and an event id, but the key of "
                    + key.length + " bytes is laid out otherwise");
        }
        String name = new String(key, BUCKET_BYTES, nameEnd - BUCKET_BYTES, StandardCharsets.UTF_8);
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Expected namespace/workflowId/runId, but got '" + name + "'");
        }
        return new HistoryKey(
                ExecutionsKey.executionOf(name.substring(0, slash)),
                name.substring(slash + 1),
                ByteBuffer.wrap(key).getLong(nameEnd + 1));
    }

    /** All rows of a run. */
    public static KeyRange runRange(ExecutionKey key, String runId) {
        return new KeyRange(encode(key, runId, 0), encode(key, runId, Long.MAX_VALUE));
    }

    /** The rows of a run that begin at {@code firstEventId} or later. */
    public static KeyRange runRangeFrom(ExecutionKey key, String runId, long firstEventId) {
        return new KeyRange(encode(key, runId, firstEventId), encode(key, runId, Long.MAX_VALUE));
    }

    public static KeyRange bucketRange(int bucket) {
        return ExecutionsKey.bucketRange(bucket);
    }
}
