package dev.weft.schemas.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Between values of one type and bytes in the Confluent wire format. Thread-safe. Values written with an older schema
 * are brought to today's by Avro's schema resolution; values written with today's take a faster way.
 */
public final class Codec<T> {
    private static final int UNKNOWN = -1;

    private final String subject;
    private final Class<T> type;
    private final SchemaIds ids;
    private final ValueCodec values;
    private final ThreadLocal<AvroOutput> outputs;
    private final Map<Integer, SchemaTranslation> translations = new ConcurrentHashMap<>();
    private volatile int writtenId = UNKNOWN;

    Codec(String subject, Class<T> type, SchemaIds ids, ValueCodec values, ThreadLocal<AvroOutput> outputs) {
        this.subject = subject;
        this.type = type;
        this.ids = ids;
        this.values = values;
        this.outputs = outputs;
    }

    /** @throws CodecException when the value contains a null */
    public byte[] encode(T value) {
        AvroOutput output = outputs.get();
        output.begin(writtenId());
        values.write(value, output);
        return output.toByteArray();
    }

    /** @throws CodecException when the bytes are not one whole value of the type */
    public T decode(byte[] data) {
        return decode(data, 0, data.length);
    }

    /** @throws CodecException when that part of {@code data} is not one whole value of the type */
    public T decode(byte[] data, int offset, int length) {
        int id = WireFormat.schemaId(data, offset, length, subject);
        int bodyOffset = offset + WireFormat.HEADER_BYTES;
        int bodyLength = length - WireFormat.HEADER_BYTES;
        if (id == writtenId()) {
            return read(new AvroInput(data, bodyOffset, bodyLength));
        }
        byte[] body = translation(id).apply(data, bodyOffset, bodyLength);
        return read(new AvroInput(body, 0, body.length));
    }

    /** The schema that values are written with. */
    public Schema schema() {
        return RecordSchema.of(type);
    }

    public String subject() {
        return subject;
    }

    private T read(AvroInput input) {
        Object value;
        try {
            value = values.read(input);
        } catch (CodecException unreadable) {
            throw new CodecException("Reading " + subject + ": " + unreadable.getMessage(), unreadable);
        }
        if (input.remaining() > 0) {
            throw new CodecException(
                    "Expected a value of " + subject + " to end, but " + input.remaining() + " bytes follow");
        }
        return type.cast(value);
    }

    private int writtenId() {
        int id = writtenId;
        if (id == UNKNOWN) {
            id = ids.idOf(subject, () -> schema().toString());
            writtenId = id;
        }
        return id;
    }

    private SchemaTranslation translation(int id) {
        SchemaTranslation known = translations.get(id);
        if (known == null) {
            Schema written = new Schema.Parser().parse(ids.schemaOf(id));
            known = new SchemaTranslation(subject, id, written, schema());
            translations.put(id, known);
        }
        return known;
    }
}
