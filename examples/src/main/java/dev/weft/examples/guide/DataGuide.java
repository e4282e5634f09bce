package dev.weft.examples.guide;

import dev.weft.core.model.Payload;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.data.CodecDataConverter;
import dev.weft.sdk.data.PayloadBytes;
import dev.weft.sdk.data.PayloadCodec;
import dev.weft.sdk.data.PayloadConverter;
import dev.weft.sdk.data.StandardDataConverter;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Samples of docs/guides/data.md. */
public final class DataGuide {
    private DataGuide() {}

    public record Money(long cents, String currency) {}

    /** Money as a text such as {@code 950 EUR}. */
    public static final class MoneyConverter implements PayloadConverter {
        @Override
        public String encoding() {
            return "money";
        }

        @Override
        public Optional<Payload> toPayload(Object value) {
            if (!(value instanceof Money money)) {
                return Optional.empty();
            }
            String text = money.cents() + " " + money.currency();
            return Optional.of(new Payload("money", Map.of(), text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Object fromPayload(Payload payload, Type type) {
            String[] parts = new String(payload.data(), StandardCharsets.UTF_8).split(" ", 2);
            return new Money(Long.parseLong(parts[0]), parts[1]);
        }
    }

    /** Encrypts with AES-GCM; older keys still decrypt. */
    public static final class AesCodec implements PayloadCodec {
        private static final int NONCE_BYTES = 12;
        private static final int TAG_BITS = 128;

        private final SecureRandom random = new SecureRandom();
        private final Map<String, SecretKey> keys;
        private final String current;

        /** @param current the name of the key that encrypts */
        public AesCodec(Map<String, SecretKey> keys, String current) {
            this.keys = Map.copyOf(keys);
            this.current = current;
        }

        @Override
        public Payload encode(Payload payload) throws GeneralSecurityException {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, current, nonce).doFinal(PayloadBytes.write(payload));
            byte[] data = ByteBuffer.allocate(NONCE_BYTES + secret.length)
                    .put(nonce)
                    .put(secret)
                    .array();
            return new Payload("encrypted", Map.of("key", current), data);
        }

        @Override
        public Payload decode(Payload payload) throws GeneralSecurityException {
            if (!payload.encoding().equals("encrypted")) {
                return payload;
            }
            String name = payload.metadata().getOrDefault("key", "");
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, name, payload.data());
            return PayloadBytes.read(cipher.doFinal(payload.data(), NONCE_BYTES, payload.data().length - NONCE_BYTES));
        }

        private Cipher cipher(int mode, String name, byte[] nonceFirst) throws GeneralSecurityException {
            SecretKey key = keys.get(name);
            if (key == null) {
                throw new GeneralSecurityException("Expected the key " + name + ", but it is not here");
            }
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonceFirst, 0, NONCE_BYTES));
            return cipher;
        }
    }

    static ClientOptions withMoney(ClientOptions options) {
        return options.withDataConverter(new StandardDataConverter().withFirst(new MoneyConverter()));
    }

    static ClientOptions encrypted(ClientOptions options, AesCodec codec) {
        return options.withDataConverter(new CodecDataConverter(new StandardDataConverter(), codec));
    }
}
