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
    private final ThreadLocal<Readers> readers = ThreadLocal.withInitial(this::createReaders);

    /** Dear to make and not meant for several threads. */
    private record Readers(GenericDatumReader<Object> asWritten, GenericDatumReader<Object> asWanted) {}

    SchemaTranslation(String subject, int id, Schema written, Schema wanted) {
        this.subject = subject;
        this.id = id;
        this.written = written;
        this.wanted = wanted;
    }

    byte[] apply(byte[] data, int offset, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length * 2);
        try {
            KindCheck.check(read(data, offset, length, readers.get().asWritten), written, wanted);
            Object value = read(data, offset, length, readers.get().asWanted);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(wanted).write(value, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException unreadable) {
            throw new CodecException(
                    "Expected a value of " + subject + " in schema " + id + ", but " + unreadable, unreadable);
        }
        return bytes.toByteArray();
    }

    private Object read(byte[] data, int offset, int length, GenericDatumReader<Object> reader) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, offset, length, null);
        Object value = reader.read(null, decoder);
        if (!decoder.isEnd()) {
            throw new CodecException("Expected a value of " + subject + " to end, but more bytes follow");
        }
        return value;
    }

    private Readers createReaders() {
        return new Readers(new GenericDatumReader<>(written), new GenericDatumReader<>(written, wanted));
    }
}
