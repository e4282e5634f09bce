package dev.weft.schemas.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that uses a consumer. Repeats a step until closed; a step that fails is tried again after a pause, since
 * a tail has nothing to lose but time.
 */
final class ConsumerThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerThread.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final Runnable step;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private ConsumerThread(String name, Consumer<?, ?> consumer, Runnable step) {
        this.consumer = consumer;
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** @param step polls the consumer; may be woken up at any time */
    static ConsumerThread start(String name, Consumer<?, ?> consumer, Runnable step) {
        ConsumerThread started = new ConsumerThread(name, consumer, step);
        started.thread.start();
        return started;
    }

    /** Cuts a poll that is under way short. */
    void wakeUp() {
        consumer.wakeup();
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Asks the thread to end, without waiting for it. */
    void beginClose() {
        closing.countDown();
        consumer.wakeup();
    }

    /** Waits until the thread has let go of the consumer, for a few seconds at most. */
    @Override
    public void close() {
        beginClose();
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing()) {
                runStep();
            }
        } catch (InterruptedException | InterruptException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.close();
        }
    }

    private void runStep() throws InterruptedException {
        try {
            step.run();
        } catch (WakeupException woken) {
            LOG.trace("Woken up");
        } catch (InterruptException interrupted) {
            throw interrupted;
        } catch (RuntimeException failure) {
            LOG.warn("Reading a topic failed and is tried again", failure);
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
