package dev.weft.sdk.worker;

import dev.weft.core.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One loop of long polls: takes room, asks for as many tasks, hands them on. */
final class Poller implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(2);
    /** Who answers sooner without a task, a platform about to stop perhaps, is not asked again at once. */
    private static final long HASTY_NANOS = 50_000_000;

    private final Slots slots;
    private final int tasksMax;
    private final IntFunction<List<Task>> poll;
    private final Consumer<Task> dispatch;
    private final PlatformWatch watch;
    private volatile boolean stopping;

    /**
     * @param tasksMax most tasks that one poll asks for
     * @param poll gets the number of tasks wanted
     * @param dispatch begins a task and returns at once; whoever ends it releases its slot
     */
    Poller(Slots slots, int tasksMax, IntFunction<List<Task>> poll, Consumer<Task> dispatch, PlatformWatch watch) {
        this.slots = slots;
        this.tasksMax = tasksMax;
        this.poll = poll;
        this.dispatch = dispatch;
        this.watch = watch;
    }

    /** The loop ends after the poll under way. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        Backoff backoff = new Backoff(BACKOFF_MAX);
        try {
            while (!stopping) {
                int room = slots.take(tasksMax);
                if (stopping) {
                    slots.release(room);
                } else if (pollOnce(room)) {
                    backoff.reset();
                } else if (!stopping) {
                    backoff.sleep();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Poller ends by interruption");
        }
    }

    /** False when it is better to wait before the next poll. */
    private boolean pollOnce(int room) {
        List<Task> tasks = List.of();
        long asked = System.nanoTime();
        try {
            tasks = poll.apply(room);
            watch.answered();
            return !tasks.isEmpty() || System.nanoTime() - asked > HASTY_NANOS;
        } catch (RuntimeException e) {
            if (!stopping) {
                watch.failed(e);
            }
            return false;
        } finally {
            int used = Math.min(tasks.size(), room);
            slots.release(room - used);
            // More than was asked for is not lost: room is lent for it.
            slots.lend(tasks.size() - used);
            tasks.forEach(dispatch);
        }
    }
}
