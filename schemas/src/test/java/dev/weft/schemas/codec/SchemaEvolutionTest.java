package dev.weft.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schemas.codec.Parcel.Address;
import dev.weft.schemas.codec.Parcel.Content;
import dev.weft.schemas.codec.Parcel.Grade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Data of yesterday's schema, read as today's record. */
final class SchemaEvolutionTest {
    private static final int TODAY = 2;
    private static final int YESTERDAY = 1;
    /** Fewer fields, in another order, one that is gone by now, and a union without its first kind. */
    private static final String YESTERDAYS = """
            {"type": "record", "name": "Parcel", "namespace": "dev.weft.schemas.codec", "fields": [
              {"name": "colour", "type": "string"},
              {"name": "content", "type": [
                {"type": "record", "name": "Fruit", "namespace": "dev.weft.schemas.codec.Parcel.Content.Goods", "fields": [
                  {"name": "kind", "type": "string"}]},
                {"type": "record", "name": "Ice", "namespace": "dev.weft.schemas.codec.Parcel.Content.Goods", "fields": []}]},
              {"name": "id", "type": "string"}]}
            """;

    private final Schema yesterday = new Schema.Parser().parse(YESTERDAYS);
    private final Codec<Parcel> codec =
            new RecordCodecs().codec("test", Parcel.class, new SchemaBook(TODAY).with(YESTERDAY, YESTERDAYS));

    @Test
    void missingFieldsGetTheirDefaults() throws IOException {
        Parcel parcel = codec.decode(written(fruit()));

        assertThat(parcel.id()).isEqualTo("p-0");
        assertThat(parcel.content()).isEqualTo(new Content.Goods.Fruit("fig", 0));
        assertThat(parcel.weightGrams()).isZero();
        assertThat(parcel.serial()).isZero();
        assertThat(parcel.fragile()).isFalse();
        assertThat(parcel.price()).isZero();
        assertThat(parcel.seal()).isEmpty();
        assertThat(parcel.sent()).isEqualTo(Instant.EPOCH);
        assertThat(parcel.patience()).isEqualTo(Duration.ZERO);
        assertThat(parcel.grade()).isEqualTo(Grade.NORMAL);
        assertThat(parcel.from()).isEqualTo(Address.NONE);
        assertThat(parcel.inner()).isEmpty();
        assertThat(parcel.stops()).isEmpty();
    }

    @Test
    void kindThatIsGoneIsRefused() throws IOException {
        Schema ice = yesterday.getField("content").schema().getTypes().getLast();
        byte[] bytes = written(new GenericData.Record(ice));

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("but it is dev.weft.schemas.codec.Parcel.Content.Goods.Ice");
    }

    @Test
    void truncatedOldValueIsRefused() throws IOException {
        byte[] bytes = written(fruit());

        assertThatThrownBy(() -> codec.decode(bytes, 0, bytes.length - 1))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Expected a value of test in schema 1, but");
    }

    @Test
    void typesWithoutDefaultGetNone() {
        Schema schema = RecordSchema.of(Holder.class);

        assertThat(schema.getField("plain").hasDefaultValue()).isFalse();
        assertThat(schema.getField("goods").hasDefaultValue()).isFalse();
        assertThat(schema.getField("content").hasDefaultValue()).isTrue();
    }

    public record Plain(int number) {}

    public record Holder(Plain plain, Content content, Content.Goods goods) {}

    @Test
    void typesThatCannotBeWrittenAreRefused() {
        assertThatThrownBy(() -> RecordSchema.of(Odd.class))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("but the type is java.lang.Object");
    }

    public record Odd(List<Object> anything) {}

    @Test
    void recordThatAppearsTwiceIsNamedTheSecondTime() {
        String schema = RecordSchema.of(Parcel.class).toString();

        assertThat(schema.split("\"name\":\"Address\"")).hasSize(2);
        assertThat(List.of(schema))
                .allMatch(text -> text.contains("\"items\":\"Parcel\"")
                        || text.contains("\"items\":\"dev.weft.schemas.codec.Parcel\""));
    }

    private GenericRecord fruit() {
        GenericRecord fruit = new GenericData.Record(
                yesterday.getField("content").schema().getTypes().getFirst());
        fruit.put("kind", "fig");
        return fruit;
    }

    private byte[] written(GenericRecord content) throws IOException {
        GenericRecord parcel = new GenericData.Record(yesterday);
        parcel.put("colour", "red");
        parcel.put("content", content);
        parcel.put("id", "p-0");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(YESTERDAY).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(yesterday).write(parcel, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
