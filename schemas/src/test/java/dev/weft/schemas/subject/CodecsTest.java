package dev.weft.schemas.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.PlainForm;
import dev.weft.schemas.codec.RandomValues;
import dev.weft.schemas.codec.ReachableRecords;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CodecsTest {
    private static final int WIRE_HEADER_BYTES = 5;
    private static final int VALUES = 200;
    private static final int VALUES_MAX = 5000;

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyPermittedSubtypeSurvivesEncodeAndDecode(Subject<?> subject) {
        Set<Class<?>> seen = new HashSet<>();

        survives(subject, seen);

        assertThat(seen).isEqualTo(ReachableRecords.of(subject.type()));
    }

    private static <T> void survives(Subject<T> subject, Set<Class<?>> seen) {
        Codec<T> codec = new Codecs().of(subject);
        RandomValues values = new RandomValues(new Random(42));
        Set<Class<?>> reachable = ReachableRecords.of(subject.type());
        for (int i = 0; i < VALUES || i < VALUES_MAX && !seen.equals(reachable); i++) {
            T value = values.next(subject.type());

            byte[] bytes = codec.encode(value);
            T again = codec.decode(bytes);

            assertThat(PlainForm.ofJava(again, new HashSet<>())).isEqualTo(PlainForm.ofJava(value, seen));
            assertThat(codec.encode(again)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void plainAvroReadsWhatWeWrite(Subject<?> subject) throws IOException {
        CommittedSchemas committed = new CommittedSchemas();
        Schema published = new Schema.Parser()
                .parse(committed.schema(committed.versions(subject.name()).getLast()));

        readsAll(subject, new GenericDatumReader<>(published));
    }

    private static <T> void readsAll(Subject<T> subject, GenericDatumReader<Object> reader) throws IOException {
        Codec<T> codec = new Codecs().of(subject);
        RandomValues values = new RandomValues(new Random(7));
        for (int i = 0; i < VALUES; i++) {
            T value = values.next(subject.type());
            byte[] bytes = codec.encode(value);

            Object read = reader.read(
                    null,
                    DecoderFactory.get()
                            .binaryDecoder(bytes, WIRE_HEADER_BYTES, bytes.length - WIRE_HEADER_BYTES, null));

            assertThat(PlainForm.ofAvro(read)).isEqualTo(PlainForm.ofJava(value, new HashSet<>()));
        }
    }
}
