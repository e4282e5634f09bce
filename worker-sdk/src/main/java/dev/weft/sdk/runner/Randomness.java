package dev.weft.sdk.runner;

import java.util.Random;
import java.util.UUID;

/** Random numbers that are the same whenever the run is replayed: drawn from its original run id. */
final class Randomness {
    private final long seed;
    private final Random uuids;
    private long drawn;

    Randomness(String originalRunId) {
        long hash = 1125899906842597L;
        for (int i = 0; i < originalRunId.length(); i++) {
            hash = 31 * hash + originalRunId.charAt(i);
        }
        this.seed = hash;
        this.uuids = new Random(hash);
    }

    /** A new sequence at each call. */
    Random random() {
        drawn++;
        return new Random(seed + drawn * 0x9E3779B97F4A7C15L);
    }

    /** A version 4 UUID. */
    UUID uuid() {
        long high = uuids.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
        long low = uuids.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
