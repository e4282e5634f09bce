package dev.weft.sdk.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between tries, twice as long each time up to a bound, and spread so that workers do not come back in step. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;

    private final long millisMax;
    private long millis = FIRST_MILLIS;

    Backoff(Duration longest) {
        this.millisMax = longest.toMillis();
    }

    void sleep() throws InterruptedException {
        Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        millis = Math.min(millis * 2, millisMax);
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}
