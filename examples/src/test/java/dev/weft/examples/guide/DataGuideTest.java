package dev.weft.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.Payload;
import dev.weft.examples.guide.DataGuide.AesCodec;
import dev.weft.examples.guide.DataGuide.Money;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.PayloadCodecException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What docs/guides/data.md says of its samples. */
class DataGuideTest {
    private static final ClientOptions OPTIONS = ClientOptions.of("http://localhost:8080");
    private static final SecretKey OLD = key();
    private static final SecretKey NEW = key();

    @Test
    void moneyTravelsAsATextAndEverythingElseAsBefore() {
        DataConverter data = DataGuide.withMoney(OPTIONS).dataConverter();
        Money price = new Money(950, "EUR");

        List<Payload> payloads = data.toPayloads(price, "tea");

        assertThat(new String(payloads.getFirst().data(), StandardCharsets.UTF_8))
                .isEqualTo("950 EUR");
        assertThat(data.fromPayloads(payloads, Money.class, String.class)).containsExactly(price, "tea");
    }

    @Test
    void whatIsEncryptedCanBeReadWithItsKeyOnly() {
        DataConverter before = encrypted(Map.of("old", OLD), "old");
        DataConverter after = encrypted(Map.of("old", OLD, "new", NEW), "new");

        Payload old = before.toPayload("s3cret");
        Payload current = after.toPayload("s3cret");

        assertThat(old.encoding()).isEqualTo("encrypted");
        assertThat(old).isNotEqualTo(before.toPayload("s3cret"));
        assertThat(after.<String>fromPayload(old, String.class)).isEqualTo("s3cret");
        assertThat(after.<String>fromPayload(current, String.class)).isEqualTo("s3cret");
        assertThatThrownBy(() -> before.fromPayload(current, String.class))
                .isInstanceOf(PayloadCodecException.class)
                .hasMessageContaining("Expected the key new, but it is not here");
    }

    private static DataConverter encrypted(Map<String, SecretKey> keys, String current) {
        return DataGuide.encrypted(OPTIONS, new AesCodec(keys, current)).dataConverter();
    }

    private static SecretKey key() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }
}
