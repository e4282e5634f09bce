package dev.weft.schemas.routing;

import java.nio.charset.StandardCharsets;

/** Austin Appleby's 32-bit murmur2 with Kafka's seed, so that other clients can compute the same partitions. */
final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private Murmur2() {}

    /** The hash of the text's UTF-8 bytes, without its sign, mod {@code bound}. */
    static int mod(String text, int bound) {
        return (hash(text.getBytes(StandardCharsets.UTF_8)) & Integer.MAX_VALUE) % bound;
    }

    static int hash(byte[] data) {
        int hash = SEED ^ data.length;
        int whole = data.length & ~3;
        for (int at = 0; at < whole; at += 4) {
            int word = (data[at] & 0xFF)
                    | (data[at + 1] & 0xFF) << 8
                    | (data[at + 2] & 0xFF) << 16
                    | (data[at + 3] & 0xFF) << 24;
            word *= M;
            word ^= word >>> R;
            hash = (hash * M) ^ (word * M);
        }
        if (whole < data.length) {
            int tail = 0;
            for (int at = data.length - 1; at >= whole; at--) {
                tail = tail << 8 | (data[at] & 0xFF);
            }
            hash = (hash ^ tail) * M;
        }
        hash ^= hash >>> 13;
        hash *= M;
        return hash ^ hash >>> 15;
    }
}
