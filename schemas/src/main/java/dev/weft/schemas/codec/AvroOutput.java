package dev.weft.schemas.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes Avro binary into a growing buffer that is used again. Not thread-safe. */
final class AvroOutput {
    private static final int INITIAL_BYTES = 1024;
    private static final int RETAINED_BYTES_MAX = 256 * 1024;
    private static final int VARINT_BYTES_MAX = 10;

    private byte[] buffer = new byte[INITIAL_BYTES];
    private int position;

    /** Begins a value: magic byte 0, then the schema's id. */
    void begin(int schemaId) {
        if (buffer.length > RETAINED_BYTES_MAX) {
            buffer = new byte[INITIAL_BYTES];
        }
        buffer[0] = WireFormat.MAGIC;
        buffer[1] = (byte) (schemaId >>> 24);
        buffer[2] = (byte) (schemaId >>> 16);
        buffer[3] = (byte) (schemaId >>> 8);
        buffer[4] = (byte) schemaId;
        position = WireFormat.HEADER_BYTES;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, position);
    }

    void writeBoolean(boolean value) {
        ensure(1);
        buffer[position++] = (byte) (value ? 1 : 0);
    }

    void writeInt(int value) {
        writeLong(value);
    }

    /** Zig-zag, then seven bits a byte, lowest first. */
    void writeLong(long value) {
        ensure(VARINT_BYTES_MAX);
        long rest = (value << 1) ^ (value >> 63);
        int at = position;
        while ((rest & ~0x7FL) != 0) {
            buffer[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[at++] = (byte) rest;
        position = at;
    }

    void writeDouble(double value) {
        ensure(Double.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer[position++] = (byte) (bits >>> shift);
        }
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeBytes(byte[] value) {
        writeLong(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, buffer, position, value.length);
        position += value.length;
    }

    private void ensure(int bytes) {
        if (buffer.length - position < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(position, bytes)));
        }
    }
}
