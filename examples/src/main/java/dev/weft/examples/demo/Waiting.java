package dev.weft.examples.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that can only be looked at. */
final class Waiting {
    private static final long PAUSE_MILLIS = 25;

    private Waiting() {}

    /** @throws IllegalStateException with {@code message} when the time is over */
    static void until(Duration longest, BooleanSupplier condition, Supplier<String> message) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(message.get());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }
    }
}
