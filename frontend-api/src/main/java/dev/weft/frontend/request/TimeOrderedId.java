package dev.weft.frontend.request;

import java.security.SecureRandom;
import java.util.UUID;

/** New ids: version 7 UUIDs, which sort by the time they were made at. */
public final class TimeOrderedId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TimeOrderedId() {}

    public static String next() {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        long low = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            low = low << 8 | random[i] & 0xff;
        }
        long high = System.currentTimeMillis() << 16 | VERSION | (random[8] & 0x0f) << 8 | random[9] & 0xff;
        return new UUID(high, low >>> 2 | VARIANT).toString();
    }
}
