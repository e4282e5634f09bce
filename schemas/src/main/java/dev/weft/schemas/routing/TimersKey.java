package dev.weft.schemas.routing;

import dev.weft.core.model.ExecutionKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Key of the store of far timers: due time in milliseconds (8 bytes, big-endian), then the executions key. */
public record TimersKey(Instant due, ExecutionKey key) {

    public byte[] encode() {
        byte[] execution = ExecutionsKey.encode(key);
        return ByteBuffer.allocate(Long.BYTES + execution.length)
                .putLong(due.toEpochMilli())
                .put(execution)
                .array();
    }

    /** @throws IllegalArgumentException when {@code key} is laid out otherwise */
    public static TimersKey decode(byte[] key) {
        if (key.length <= Long.BYTES) {
            throw new IllegalArgumentException(
                    "Expected a due time and an execution, but the key has " + key.length + " bytes");
        }
        return new TimersKey(
                Instant.ofEpochMilli(ByteBuffer.wrap(key).getLong()),
                ExecutionsKey.decode(Arrays.copyOfRange(key, Long.BYTES, key.length)));
    }

    /** What is due before {@code end}. */
    public static KeyRange dueBefore(Instant end) {
        return new KeyRange(timeBytes(0), timeBytes(end.toEpochMilli()));
    }

    private static byte[] timeBytes(long millis) {
        return ByteBuffer.allocate(Long.BYTES).putLong(millis).array();
    }
}
