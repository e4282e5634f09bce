package dev.weft.core.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Opaque user data. The platform stores and forwards it, and never looks inside.
 *
 * @param encoding how {@code data} is to be read, {@value #JSON} unless a converter says otherwise
 * @param metadata what a converter or codec wants to remember, small
 * @param data the bytes; owned by the payload, never changed after construction
 */
public record Payload(String encoding, Map<String, String> metadata, byte[] data) {
    public static final String JSON = "json";
    public static final String NULL = "null";
    public static final String BINARY = "binary";

    /** No value: the result of a void method, an argument that is null. */
    public static final Payload NONE = new Payload(NULL, Map.of(), new byte[0]);

    public Payload {
        metadata = Map.copyOf(metadata);
    }

    public static Payload json(String json) {
        return new Payload(JSON, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isNone() {
        return encoding.equals(NULL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && encoding.equals(that.encoding)
                && metadata.equals(that.metadata)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * encoding.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return encoding.equals(JSON)
                ? new String(data, StandardCharsets.UTF_8)
                : encoding + "[" + data.length + " bytes]";
    }
}
