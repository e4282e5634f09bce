package dev.weft.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schemas.codec.Parcel.Address;
import dev.weft.schemas.codec.Parcel.Content;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CodecTest {
    private static final int ID = 0x01020304;

    private final Codec<Parcel> codec = codec(Parcel.class);

    private static <T> Codec<T> codec(Class<T> type) {
        return new RecordCodecs().codec("test", type, new SchemaBook(ID));
    }

    public record Names(Map<String, String> byKey) {}

    public record Numbers(List<Integer> counts, List<Long> sums, List<Boolean> flags, List<Double> shares) {}

    @Test
    void valueSurvivesEncodeAndDecode() {
        Parcel parcel = Parcel.SAMPLE.withInner(Parcel.SAMPLE.withContent(new Content.Empty()), Parcel.SAMPLE);

        Parcel again = codec.decode(codec.encode(parcel));

        assertThat(plain(again)).isEqualTo(plain(parcel));
    }

    @Test
    void numbersInListsSurvive() {
        Numbers numbers = new Numbers(
                List.of(1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE),
                List.of(Long.MAX_VALUE, Long.MIN_VALUE, 0L),
                List.of(true, false),
                List.of(0.1, Double.NaN, Double.NEGATIVE_INFINITY));

        Numbers again = codec(Numbers.class).decode(codec(Numbers.class).encode(numbers));

        assertThat(again).isEqualTo(numbers);
    }

    @Test
    void valueBeginsWithMagicByteAndSchemaId() {
        byte[] bytes = codec.encode(Parcel.SAMPLE);

        assertThat(bytes).startsWith(0, 1, 2, 3, 4);
    }

    @Test
    void partOfAnArrayCanBeDecoded() {
        byte[] bytes = codec.encode(Parcel.SAMPLE);
        byte[] wide = new byte[bytes.length + 10];
        System.arraycopy(bytes, 0, wide, 3, bytes.length);

        Parcel again = codec.decode(wide, 3, bytes.length);

        assertThat(plain(again)).isEqualTo(plain(Parcel.SAMPLE));
    }

    @Test
    void equalMapsHaveEqualBytes() {
        Map<String, String> forward = new LinkedHashMap<>();
        Map<String, String> backward = new LinkedHashMap<>();
        IntStream.range(0, 20).forEach(i -> forward.put("k" + i, "v"));
        IntStream.range(0, 20).forEach(i -> backward.put("k" + (19 - i), "v"));
        Codec<Names> names = codec(Names.class);

        byte[] bytes = names.encode(new Names(forward));

        assertThat(names.encode(new Names(backward))).isEqualTo(bytes);
    }

    @Test
    void valueLargerThanTheBufferSurvives() {
        Parcel[] many = new Parcel[20_000];
        Arrays.fill(many, Parcel.SAMPLE);

        Parcel again = codec.decode(codec.encode(Parcel.SAMPLE.withInner(many)));

        assertThat(again.inner()).hasSize(20_000);
        assertThat(codec.decode(codec.encode(Parcel.SAMPLE)).id()).isEqualTo("p-1");
    }

    @Test
    void blocksOfOtherWritersAreRead() {
        // Two blocks of one item each, the first with its size in bytes: as Avro's blocking encoder writes them.
        byte[] bytes = {0, 1, 2, 3, 4, 1, 8, 2, 'a', 2, 'x', 2, 2, 'b', 2, 'y', 0};

        Names names = codec(Names.class).decode(bytes);

        assertThat(names.byKey()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "x", "b", "y"));
    }

    @Test
    void nullIsRefusedByName() {
        assertThatThrownBy(() -> codec.encode(Parcel.SAMPLE.withFrom(null)))
                .isInstanceOf(CodecException.class)
                .hasMessage("Expected a value in Parcel.from, but it is null");
    }

    @Test
    void valueIsUsableAfterAnotherWasRefused() {
        assertThatThrownBy(() -> codec.encode(Parcel.SAMPLE.withFrom(null))).isInstanceOf(CodecException.class);

        assertThat(plain(codec.decode(codec.encode(Parcel.SAMPLE)))).isEqualTo(plain(Parcel.SAMPLE));
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = codec.encode(Parcel.SAMPLE);

        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> codec.decode(shorter))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("Expected");
        }
    }

    @Test
    void bytesThatFollowAreRefused() {
        byte[] bytes = codec.encode(Parcel.SAMPLE);

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 2)))
                .isInstanceOf(CodecException.class)
                .hasMessage("Expected a value of test to end, but 2 bytes follow");
    }

    @Test
    void otherMagicByteIsRefused() {
        byte[] bytes = codec.encode(Parcel.SAMPLE);
        bytes[0] = '{';

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(CodecException.class)
                .hasMessage("Expected a value of test to begin with magic byte 0, but it begins with 123");
    }

    @Test
    void unknownSchemaIdIsRefused() {
        byte[] bytes = codec.encode(Parcel.SAMPLE);
        bytes[4] = 9;

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("but it is " + 0x01020309);
    }

    @Test
    void manyThreadsShareACodec() {
        List<Parcel> parcels = IntStream.range(0, 2000)
                .mapToObj(i -> Parcel.SAMPLE.withFrom(new Address("town-" + i, i + 100)))
                .toList();

        List<Address> again = parcels.parallelStream()
                .map(parcel -> codec.decode(codec.encode(parcel)).from())
                .toList();

        assertThat(again).isEqualTo(parcels.stream().map(Parcel::from).toList());
    }

    @Test
    void arbitraryBytesNeverEndInAnythingButAnAnswer() {
        Random random = new Random(3);
        byte[] sample = codec.encode(Parcel.SAMPLE.withInner(Parcel.SAMPLE));
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = sample.clone();
            for (int flips = 0; flips < 3; flips++) {
                broken[5 + random.nextInt(broken.length - 5)] = (byte) random.nextInt();
            }
            try {
                codec.decode(broken);
            } catch (CodecException refused) {
                assertThat(refused).hasMessageContaining("Expected");
            }
        }
    }

    @Test
    void fieldsThatTheRecordRefusesAreReported() {
        byte[] bytes = codec(Address.class).encode(new Address("Kiel", 12));
        bytes[bytes.length - 1] = 26;

        assertThatThrownBy(() -> codec(Address.class).decode(bytes))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Expected another house than 13");
    }

    private static Object plain(Parcel parcel) {
        return PlainForm.ofJava(parcel, new HashSet<>());
    }
}
