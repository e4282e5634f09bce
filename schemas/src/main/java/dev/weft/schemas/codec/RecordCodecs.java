package dev.weft.schemas.codec;

/** Makes the codecs of records and sealed interfaces; those of one maker share what they have in common. */
public final class RecordCodecs {
    private final ValueCodecs values = new ValueCodecs();
    private final ThreadLocal<AvroOutput> outputs = ThreadLocal.withInitial(AvroOutput::new);

    /**
     * @param subject names the schema and its versions
     * @param type a record, or a sealed interface of records
     * @throws CodecException when the type cannot be written
     */
    public <T> Codec<T> codec(String subject, Class<T> type, SchemaIds ids) {
        return new Codec<>(subject, type, ids, values.of(TypeShape.of(type)), outputs);
    }
}
