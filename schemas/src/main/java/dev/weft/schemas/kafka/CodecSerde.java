package dev.weft.schemas.kafka;

import dev.weft.schemas.codec.Codec;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A codec where Kafka wants a serde. Tombstones stay null, as Kafka demands. */
public final class CodecSerde<T> implements Serde<T> {
    private final Codec<T> codec;

    public CodecSerde(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for a tombstone, by Kafka's contract
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : codec.encode(value);
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for a tombstone, by Kafka's contract
    public Deserializer<T> deserializer() {
        return (topic, data) -> data == null ? null : codec.decode(data);
    }
}
