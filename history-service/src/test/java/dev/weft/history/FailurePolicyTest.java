package dev.weft.history;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.history.stream.HistoryMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {
    private static final RuntimeException FAILURE = new IllegalStateException("Expected a disk, but it is gone");

    private long now;
    private final AtomicInteger ended = new AtomicInteger();
    private final FailurePolicy policy =
            new FailurePolicy(new HistoryMetrics(new SimpleMeterRegistry()), () -> now, ended::incrementAndGet);

    @Test
    void failuresNowAndThenReplaceTheThread() {
        for (int i = 0; i < 100; i++) {
            now += 20_000;
            assertThat(policy.handle(FAILURE)).isEqualTo(REPLACE_THREAD);
        }

        assertThat(policy.hasEnded()).isFalse();
    }

    @Test
    void failureThatKeepsComingBackEndsTheServiceOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(policy.handle(FAILURE)).isEqualTo(REPLACE_THREAD);
        }

        assertThat(policy.handle(FAILURE)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.handle(FAILURE)).isEqualTo(SHUTDOWN_CLIENT);

        assertThat(ended).hasValue(1);
        assertThat(policy.hasEnded()).isTrue();
    }

    @Test
    void errorEndsTheServiceAtOnce() {
        assertThat(policy.handle(new OutOfMemoryError("simulated"))).isEqualTo(SHUTDOWN_CLIENT);

        assertThat(policy.hasEnded()).isTrue();
    }
}
