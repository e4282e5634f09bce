package dev.weft.schemas.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Rewrites values of another schema as values of today's, by Avro's schema resolution. Slow, and seldom needed: whatever
 * is written again is written with today's schema. Thread-safe.
 */
final class SchemaTranslation {
    private final String subject;
    private final int id;
    private final Schema written;
    private final Schema wanted;

    SchemaTranslation(String subject, int id, Schema written, Schema wanted) {
        this.subject = subject;
        this.id = id;
        this.written = written;
        this.wanted = wanted;
    }

    byte[] apply(byte[] data, int offset, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length * 2);
        try {
            KindCheck.check(read(data, offset, length, written), written, wanted);
            Object value = read(data, offset, length, wanted);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(wanted).write(value, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException unreadable) {
            throw new CodecException(
                    "Expected a value of " + subject + " in schema " + id + ", but " + unreadable, unreadable);
        }
        return bytes.toByteArray();
    }

    private Object read(byte[] data, int offset, int length, Schema reader) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, offset, length, null);
        Object value = new GenericDatumReader<>(written, reader).read(null, decoder);
        if (!decoder.isEnd()) {
            throw new CodecException("Expected a value of " + subject + " to end, but more bytes follow");
        }
        return value;
    }
}
