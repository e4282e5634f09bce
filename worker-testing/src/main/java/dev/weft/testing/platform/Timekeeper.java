package dev.weft.testing.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the time, whenever everything waits for it.
 *
 * <pre>
 * something moves: workflow code, a callback of the test      the clock stands
 * skipping is locked, or an activity runs                     the clock passes as on the wall
 * a thread of the test waits, and something is due            the clock skips there
 * a thread of the test waits, and nothing is due              the clock stands; after a while, the wait fails
 * only waits in the background, and nothing happens           the clock stands; after a while, as if the test waited
 * nobody waits                                                the clock stands
 * </pre>
 *
 * <p>A wait in the background counts once the test joins its future. Whether the test waits for it in another way, such
 * as {@code CompletableFuture.allOf(…).join()}, cannot be seen.
 */
final class Timekeeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);

    private final MemoryPlatform platform;
    private final Monitor monitor;
    private final Duration patience;
    private final Thread thread;
    /** Nothing has happened for so long that the test seems to wait for what is in the background. */
    private boolean testSeemsToWait;

    private boolean hinted;

    /** @param patience how long a test waits on the wall for nothing until its wait fails */
    Timekeeper(MemoryPlatform platform, Monitor monitor, Duration patience) {
        this.platform = platform;
        this.monitor = monitor;
        this.patience = patience;
        this.thread = Thread.ofPlatform().daemon().name("weft-test-time").unstarted(this);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            while (true) {
                monitor.run(this::move);
            }
        } catch (InterruptedException e) {
            LOG.debug("The time of the test ends");
        }
    }

    private void move() throws InterruptedException {
        if (!platform.isQuiet()) {
            monitor.awaitChange();
        } else if (!platform.letDueHappen()) {
            if (platform.isTimePassing()) {
                awaitNext();
            } else if (platform.waits().isTestWaiting()) {
                testSeemsToWait = false;
                skip();
            } else {
                awaitTest();
            }
        }
    }

    private void awaitNext() throws InterruptedException {
        Optional<Instant> next = platform.agenda().next();
        if (next.isPresent()) {
            monitor.awaitChange(platform.clock().untilItShows(next.get()));
        } else {
            monitor.awaitChange();
        }
    }

    private void skip() throws InterruptedException {
        Optional<Instant> next = platform.agenda().nextOfInterest();
        if (next.isPresent()) {
            platform.clock().skipTo(next.get());
        } else if (!monitor.awaitChange(patience)) {
            platform.endWaits();
        }
    }

    private void awaitTest() throws InterruptedException {
        if (!platform.waits().isOnlyBackgroundWaiting()) {
            testSeemsToWait = false;
            monitor.awaitChange();
        } else if (testSeemsToWait) {
            skip();
        } else if (!monitor.awaitChange(patience)) {
            testSeemsToWait = true;
            hint();
        }
    }

    private void hint() {
        if (!hinted) {
            hinted = true;
            LOG.warn(
                    "Results are awaited in the background only, and nothing happened for {}: time skips for them now."
                            + " Join one of their futures, or call sleep of the environment, to have it skip at once",
                    patience);
        }
    }
}
