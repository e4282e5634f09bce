package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.Payload;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecDataConverterTest {

    /** Puts payloads whole into others of its own encoding. */
    private record Wrapping(String encoding) implements PayloadCodec {
        @Override
        public Payload encode(Payload payload) {
            return new Payload(encoding, Map.of(), PayloadBytes.write(payload));
        }

        @Override
        public Payload decode(Payload payload) {
            return payload.encoding().equals(encoding) ? PayloadBytes.read(payload.data()) : payload;
        }
    }

    private static final class Locked implements PayloadCodec {
        @Override
        public Payload encode(Payload payload) throws GeneralSecurityException {
            throw new GeneralSecurityException("no key");
        }

        @Override
        public Payload decode(Payload payload) throws GeneralSecurityException {
            throw new GeneralSecurityException("no key");
        }
    }

    private final DataConverter plain = new StandardDataConverter();
    private final DataConverter data = new CodecDataConverter(plain, new Wrapping("inner"), new Wrapping("outer"));

    @Test
    void theFirstCodecEncodesFirst() {
        Payload payload = data.toPayload("tea");

        assertThat(payload.encoding()).isEqualTo("outer");
        assertThat(PayloadBytes.read(payload.data()).encoding()).isEqualTo("inner");
        assertThat(data.<String>fromPayload(payload, String.class)).isEqualTo("tea");
    }

    @Test
    void argumentsAreReadThroughTheCodecs() {
        List<Payload> payloads = data.toPayloads("tea", 3, null, new byte[] {1});

        assertThat(payloads).extracting(Payload::encoding).containsExactly("outer", "outer", Payload.NULL, "outer");
        assertThat(data.fromPayloads(payloads, String.class, int.class, String.class, byte[].class))
                .containsExactly("tea", 3, null, new byte[] {1});
    }

    @Test
    void noValueStaysNoValue() {
        DataConverter locked = new CodecDataConverter(plain, new Locked());

        assertThat(locked.toPayload(null)).isSameAs(Payload.NONE);
        assertThat(locked.<String>fromPayload(Payload.NONE, String.class)).isNull();
    }

    @Test
    void payloadsThatWereNeverEncodedAreReadAsTheyAre() {
        assertThat(data.<String>fromPayload(Payload.json("\"tea\""), String.class))
                .isEqualTo("tea");
    }

    @Test
    void valuesThatWereNotReadArePassedOnEncodedOnce() {
        EncodedValues received = new EncodedValues(data.toPayloads("tea"), data);

        List<Payload> passedOn = data.toPayloads(received.payloads().toArray());

        assertThat(passedOn).isEqualTo(data.toPayloads("tea"));
    }

    @Test
    void whatACodecThrowsIsToldWithItsNameAndTheEncoding() {
        DataConverter locked = new CodecDataConverter(plain, new Locked());

        assertThatThrownBy(() -> locked.toPayload("tea"))
                .isInstanceOf(PayloadCodecException.class)
                .hasMessage("Expected the codec " + Locked.class.getName() + " to encode a payload of encoding json,"
                        + " but it threw java.security.GeneralSecurityException: no key")
                .hasCauseInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> locked.fromPayload(data.toPayload("tea"), String.class))
                .isInstanceOf(PayloadCodecException.class)
                .hasMessageContaining("to decode a payload of encoding outer");
    }

    @Test
    void wholePayloadsSurviveAsBytes() {
        Payload payload = new Payload("money", Map.of("currency", "€", "a", ""), new byte[] {0, -1});

        assertThat(PayloadBytes.read(PayloadBytes.write(payload))).isEqualTo(payload);
        assertThatThrownBy(() -> PayloadBytes.read(new byte[] {9}))
                .isInstanceOf(DataConversionException.class)
                .hasMessage("Expected the bytes of a payload in version 1, but got version 9");
        assertThatThrownBy(() -> PayloadBytes.read(new byte[] {1, 0}))
                .isInstanceOf(DataConversionException.class)
                .hasMessage("Expected the bytes of a payload, but got 2 others");
    }
}
