package dev.weft.schemas.codec;

/** The Confluent wire format: magic byte 0, four bytes of schema id (big-endian), Avro binary. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private WireFormat() {}

    /** @throws CodecException when {@code data} is too short or begins otherwise */
    static int schemaId(byte[] data, int offset, int length, String subject) {
        if (length < HEADER_BYTES) {
            throw new CodecException("Expected a value of " + subject + " to have at least " + HEADER_BYTES
                    + " bytes, but it has " + length);
        }
        if (data[offset] != MAGIC) {
            throw new CodecException("Expected a value of " + subject
                    + " to begin with magic byte 0, but it begins with " + (data[offset] & 0xFF));
        }
        return (data[offset + 1] & 0xFF) << 24
                | (data[offset + 2] & 0xFF) << 16
                | (data[offset + 3] & 0xFF) << 8
                | (data[offset + 4] & 0xFF);
    }
}
