package dev.weft.sdk.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the platform went away and once that it is back, however many calls find out. */
final class PlatformWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformWatch.class);
    private static final long REACHABLE = 0;

    private final String platform;
    private final AtomicLong awaySince = new AtomicLong(REACHABLE);

    PlatformWatch(String platform) {
        this.platform = platform;
    }

    void answered() {
        if (awaySince.get() == REACHABLE) {
            return;
        }
        long since = awaySince.getAndSet(REACHABLE);
        if (since != REACHABLE) {
            LOG.info("{} answers again after {}", platform, Duration.ofMillis((System.nanoTime() - since) / 1_000_000));
        }
    }

    void failed(RuntimeException e) {
        long now = System.nanoTime();
        if (awaySince.compareAndSet(REACHABLE, now == REACHABLE ? 1 : now)) {
            LOG.warn("{} cannot be used now, the worker goes on trying: {}", platform, e.getMessage());
        } else {
            LOG.debug("{} cannot be used yet", platform, e);
        }
    }
}
