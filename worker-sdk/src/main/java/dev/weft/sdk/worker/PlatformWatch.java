package dev.weft.sdk.worker;

import dev.weft.sdk.transport.CallRefusedException;
import dev.weft.sdk.transport.TransportException;
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
        boolean expected = e instanceof TransportException || e instanceof CallRefusedException;
        long now = System.nanoTime();
        if (!awaySince.compareAndSet(REACHABLE, now == REACHABLE ? 1 : now)) {
            LOG.debug("{} cannot be used yet", platform, e);
        } else if (expected) {
            LOG.warn("{} cannot be used now, the worker goes on trying: {}", platform, e.getMessage());
        } else {
            LOG.error("{} cannot be used for a reason that nobody expects, the worker goes on trying", platform, e);
        }
    }
}
