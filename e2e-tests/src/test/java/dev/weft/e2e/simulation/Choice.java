package dev.weft.e2e.simulation;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** All randomness of a simulation: the same seed makes the same choices. */
final class Choice {
    private final RandomGenerator random;

    Choice(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    long seed() {
        return random.nextLong(1, 1_000_000_000);
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    Duration between(long leastMillis, long mostMillis) {
        return Duration.ofMillis(random.nextLong(leastMillis, mostMillis + 1));
    }
}
