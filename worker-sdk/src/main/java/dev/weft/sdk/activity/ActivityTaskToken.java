package dev.weft.sdk.activity;

import dev.weft.core.model.ExecutionKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;

/**
 * Internal: the attempt behind the opaque text of a task token.
 *
 * @param taskQueue the queue that the task came from, which tells the platform's instances who keeps it in its books
 */
public record ActivityTaskToken(
        ExecutionKey key, String taskQueue, String runId, long scheduledEventId, int attempt, Instant startedTime) {
    private static final int VERSION = 1;

    public String encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(key.namespace());
            out.writeUTF(key.workflowId());
            out.writeUTF(taskQueue);
            out.writeUTF(runId);
            out.writeLong(scheduledEventId);
            out.writeInt(attempt);
            out.writeLong(startedTime.toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** @throws IllegalArgumentException when {@code text} is no task token */
    public static ActivityTaskToken decode(String text) {
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "Expected a task token of version " + VERSION + ", but it has version " + version);
            }
            ExecutionKey key = new ExecutionKey(in.readUTF(), in.readUTF());
            return new ActivityTaskToken(
                    key, in.readUTF(), in.readUTF(), in.readLong(), in.readInt(), Instant.ofEpochMilli(in.readLong()));
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected a task token, but got '" + text + "'", e);
        }
    }
}
