package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandardDataConverterTest {
    private final DataConverter data = new StandardDataConverter();

    record Order(String id, int amount, Instant placed, Optional<String> note, List<Map<String, Duration>> waits) {}

    record Wider(String id, int amount, String addedLater) {}

    @Test
    void recordsWithTimesAndOptionalsComeBackEqual() {
        Order order = new Order(
                "o-1",
                3,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Optional.of("gift"),
                List.of(Map.of("pick", Duration.ofMinutes(5))));

        Order read = data.fromPayload(data.toPayload(order), Order.class);

        assertThat(read).isEqualTo(order);
    }

    @Test
    void timesAreWrittenAsText() {
        assertThat(data.toPayload(Duration.ofSeconds(90)).toString()).isEqualTo("\"PT1M30S\"");
        OffsetDateTime zoned = OffsetDateTime.parse("2026-01-02T03:04:05+02:00");
        assertThat(data.<OffsetDateTime>fromPayload(data.toPayload(zoned), OffsetDateTime.class))
                .isEqualTo(zoned);
    }

    @Test
    void genericTypesKeepTheirElements() {
        Type type = new TypeReference<List<Wider>>() {}.getType();

        List<Wider> read = data.fromPayload(data.toPayload(List.of(new Wider("a", 1, "x"))), type);

        assertThat(read).containsExactly(new Wider("a", 1, "x"));
    }

    @Test
    void nullIsNoPayloadAndComesBackAsNoValueOfItsType() {
        assertThat(data.toPayload(null)).isSameAs(Payload.NONE);
        assertThat(data.<Object>fromPayload(Payload.NONE, String.class)).isNull();
        assertThat(data.<Integer>fromPayload(Payload.NONE, int.class)).isZero();
        assertThat(data.<Boolean>fromPayload(Payload.NONE, boolean.class)).isFalse();
        assertThat(data.<Optional<String>>fromPayload(Payload.NONE, Optional.class))
                .isEmpty();
        assertThat(data.<Integer>fromPayload(Payload.json("null"), int.class)).isZero();
    }

    @Test
    void bytesTravelAsTheyAre() {
        byte[] bytes = {0, 1, (byte) 0xff};

        Payload payload = data.toPayload(bytes);

        assertThat(payload.encoding()).isEqualTo(Payload.BINARY);
        assertThat(data.<byte[]>fromPayload(payload, byte[].class)).isEqualTo(bytes);
        assertThat(data.<byte[]>fromPayload(Payload.json("\"AAH/\""), byte[].class))
                .isEqualTo(bytes);
    }

    @Test
    void rawJsonPassesThroughUnread() {
        RawJson raw = new RawJson("{ \"b\" : 1.10, \"a\":null }");

        Payload payload = data.toPayload(raw);

        assertThat(payload.toString()).isEqualTo(raw.json());
        assertThat(data.<RawJson>fromPayload(payload, RawJson.class)).isEqualTo(raw);
        assertThat(data.<Payload>fromPayload(payload, Payload.class)).isSameAs(payload);
    }

    @Test
    void propertiesThatAClassDoesNotKnowAreIgnored() {
        Wider read = data.fromPayload(Payload.json("{\"id\":\"a\",\"unknown\":[1]}"), Wider.class);

        assertThat(read.id()).isEqualTo("a");
        assertThat(read.amount()).isZero();
    }

    @Test
    void missingArgumentsAreAbsentAndSuperfluousOnesLeftOut() {
        List<Payload> payloads = data.toPayloads("first");

        assertThat(data.fromPayloads(payloads, String.class, int.class, String.class))
                .containsExactly("first", 0, null);
        assertThat(data.fromPayloads(payloads)).isEmpty();
    }

    @Test
    void aPayloadOfAnotherTypeIsRefusedWithBothNames() {
        assertThatThrownBy(() -> data.fromPayload(Payload.json("\"text\""), Order.class))
                .isInstanceOf(DataConversionException.class)
                .hasMessageContaining("Expected JSON of dev.weft.sdk.data.StandardDataConverterTest$Order")
                .hasMessageContaining("\"text\"");
    }

    @Test
    void aPayloadInAnUnknownEncodingIsRefused() {
        Payload encrypted = new Payload("encrypted", Map.of(), new byte[3]);

        assertThatThrownBy(() -> data.fromPayload(encrypted, String.class))
                .isInstanceOf(DataConversionException.class)
                .hasMessageContaining("but got encrypted");
    }

    record Money(long cents, String currency) {}

    /** Writes money as a short text of its own. */
    private static final class MoneyConverter implements PayloadConverter {
        @Override
        public String encoding() {
            return "money";
        }

        @Override
        public Optional<Payload> toPayload(Object value) {
            return value instanceof Money money
                    ? Optional.of(new Payload(
                            "money", Map.of(), (money.cents() + money.currency()).getBytes(StandardCharsets.UTF_8)))
                    : Optional.empty();
        }

        @Override
        public Object fromPayload(Payload payload, Type type) {
            String text = new String(payload.data(), StandardCharsets.UTF_8);
            int digits = text.length() - 3;
            return new Money(Long.parseLong(text.substring(0, digits)), text.substring(digits));
        }
    }

    @Test
    void aConverterInFrontTakesItsValuesAndLeavesTheOthers() {
        DataConverter own = new StandardDataConverter().withFirst(new MoneyConverter());
        Money price = new Money(950, "EUR");

        List<Payload> payloads = own.toPayloads(price, "tea", new byte[] {1});

        assertThat(payloads).extracting(Payload::encoding).containsExactly("money", Payload.JSON, Payload.BINARY);
        assertThat(own.fromPayloads(payloads, Money.class, String.class, byte[].class))
                .containsExactly(price, "tea", new byte[] {1});
    }

    @Test
    void payloadsThatWereWrittenBeforeAConverterCameAreStillRead() {
        Money price = new Money(950, "EUR");
        Payload before = data.toPayload(price);

        DataConverter own = new StandardDataConverter().withFirst(new MoneyConverter());

        assertThat(own.<Money>fromPayload(before, Money.class)).isEqualTo(price);
    }

    @Test
    void aValueThatNoConverterTakesIsRefused() {
        assertThatThrownBy(() -> StandardDataConverter.of(new MoneyConverter()).toPayload("tea"))
                .isInstanceOf(DataConversionException.class)
                .hasMessage("Expected a value that one of the converters [money] takes, but got one of"
                        + " java.lang.String");
    }
}
