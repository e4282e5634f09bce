package dev.weft.testing.codec;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.PayloadBytes;
import dev.weft.sdk.data.PayloadCodec;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts payloads whole with AES-GCM. Its keys may come and go. */
public final class AesGcmCodec implements PayloadCodec {
    private static final String ENCODING = "encrypted";
    private static final String KEY = "key";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final String current;

    /** @param current the name of the key that encrypts; there is one from the beginning */
    public AesGcmCodec(String current) {
        this.current = current;
        addKey(current);
    }

    /** The same name always stands for the same key. */
    void addKey(String name) {
        byte[] key = new byte[32];
        new java.util.Random(name.hashCode()).nextBytes(key);
        keys.put(name, new SecretKeySpec(key, "AES"));
    }

    void removeKey(String name) {
        keys.remove(name);
    }

    @Override
    public Payload encode(Payload payload) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current, nonce);
        byte[] plain = PayloadBytes.write(payload);
        byte[] data = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
        System.arraycopy(nonce, 0, data, 0, NONCE_BYTES);
        cipher.doFinal(plain, 0, plain.length, data, NONCE_BYTES);
        return new Payload(ENCODING, Map.of(KEY, current), data);
    }

    @Override
    public Payload decode(Payload payload) throws GeneralSecurityException {
        if (!payload.encoding().equals(ENCODING)) {
            return payload;
        }
        String key = payload.metadata().getOrDefault(KEY, "");
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, payload.data());
        return PayloadBytes.read(cipher.doFinal(payload.data(), NONCE_BYTES, payload.data().length - NONCE_BYTES));
    }

    /** @param nonce in the first bytes */
    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        SecretKey key = keys.get(name);
        if (key == null) {
            throw new GeneralSecurityException("Expected the key '" + name + "', but there are only " + keys.keySet());
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        return cipher;
    }
}
