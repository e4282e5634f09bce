package dev.weft.sdk.data;

import dev.weft.core.model.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whole payloads as bytes, for codecs: a version, the encoding, the number of metadata entries and each of them, the data
 * to the end. Texts are written as by {@link DataOutputStream#writeUTF}.
 */
public final class PayloadBytes {
    private static final int VERSION = 1;

    private PayloadBytes() {}

    public static byte[] write(Payload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.data().length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(payload.encoding());
            out.writeShort(payload.metadata().size());
            for (Map.Entry<String, String> entry : new TreeMap<>(payload.metadata()).entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
            out.write(payload.data());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a payload whose texts have less than 64 kB, but it has longer", e);
        }
        return bytes.toByteArray();
    }

    /** @throws DataConversionException when {@code bytes} were not written here */
    public static Payload read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new DataConversionException(
                        "Expected the bytes of a payload in version " + VERSION + ", but got version " + version);
            }
            String encoding = in.readUTF();
            int entries = in.readUnsignedShort();
            Map<String, String> metadata = new HashMap<>();
            for (int i = 0; i < entries; i++) {
                metadata.put(in.readUTF(), in.readUTF());
            }
            return new Payload(encoding, metadata, in.readAllBytes());
        } catch (IOException e) {
            throw new DataConversionException(
                    "Expected the bytes of a payload, but got " + bytes.length + " others", e);
        }
    }
}
