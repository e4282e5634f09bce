package dev.weft.schemas.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads Avro binary from a part of an array; refuses to read past its end. Not thread-safe. */
final class AvroInput {
    private static final int VARINT_BITS_MAX = 70;

    private final byte[] buffer;
    private final int end;
    private int position;

    AvroInput(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    int remaining() {
        return end - position;
    }

    boolean readBoolean() {
        byte value = readByte();
        if (value != 0 && value != 1) {
            throw new CodecException("Expected a boolean to be 0 or 1, but it is " + value);
        }
        return value == 1;
    }

    int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new CodecException("Expected an int, but the number is " + value);
        }
        return (int) value;
    }

    long readLong() {
        long zigZag = 0;
        for (int shift = 0; shift < VARINT_BITS_MAX; shift += 7) {
            byte next = readByte();
            zigZag |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (zigZag >>> 1) ^ -(zigZag & 1);
            }
        }
        throw new CodecException("Expected a number of at most ten bytes, but it goes on");
    }

    double readDouble() {
        require(Double.BYTES);
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bits |= (buffer[position++] & 0xFFL) << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    String readString() {
        int length = readLength();
        String value = length == 0 ? "" : new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    byte[] readBytes() {
        int length = readLength();
        byte[] value = Arrays.copyOfRange(buffer, position, position + length);
        position += length;
        return value;
    }

    /**
     * How many items the next block of a list or map has, 0 at the end. A negative count is followed by the block's
     * size in bytes, which only somebody who skips it needs.
     */
    int readBlockCount() {
        long count = readLong();
        if (count < 0) {
            readLong();
            count = -count;
        }
        if (count < 0 || count > remaining()) {
            throw new CodecException(
                    "Expected at most " + remaining() + " more items, but a block says that it has " + count);
        }
        return (int) count;
    }

    private int readLength() {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw new CodecException("Expected a length of 0 to " + remaining() + ", but it is " + length);
        }
        return (int) length;
    }

    private byte readByte() {
        require(1);
        return buffer[position++];
    }

    private void require(int bytes) {
        if (remaining() < bytes) {
            throw new CodecException("Expected " + bytes + " more bytes, but the value ends after " + remaining());
        }
    }
}
