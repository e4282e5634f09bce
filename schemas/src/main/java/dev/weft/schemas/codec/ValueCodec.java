package dev.weft.schemas.codec;

/** Writes and reads the values of one type. Thread-safe. */
interface ValueCodec {
    void write(Object value, AvroOutput output);

    Object read(AvroInput input);
}
