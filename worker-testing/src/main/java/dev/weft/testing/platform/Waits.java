package dev.weft.testing.platform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which threads of a test wait, and which are busy. Used under the platform's lock.
 *
 * <p>Time skips only while some thread of the test waits, and while no thread is busy that the kit has begun for the
 * test. A wait in the background does not count until somebody joins it, since its caller may still have something to do.
 */
final class Waits {
    private final List<Wait<?>> pending = new ArrayList<>();
    /** Begun by the kit: callbacks, and waits in the background. */
    private final Set<Thread> busy = new HashSet<>();

    private final Set<Thread> background = new HashSet<>();
    private int locks;

    /** One thread that waits for one thing. */
    static final class Wait<T> {
        private final Supplier<Optional<T>> condition;
        private final Thread thread;
        private final boolean background;
        private final boolean ownThread;
        private @Nullable T result;
        private @Nullable Throwable failure;

        private Wait(Supplier<Optional<T>> condition, Thread thread, boolean background, boolean ownThread) {
            this.condition = condition;
            this.thread = thread;
            this.background = background;
            this.ownThread = ownThread;
        }

        boolean isOver() {
            return result != null || failure != null;
        }

        /** What it waited for; throws what keeps it from coming. */
        T result() {
            switch (failure) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> {
                    if (result == null) {
                        throw new IllegalStateException("Expected a wait that is over, but it goes on");
                    }
                    return result;
                }
            }
        }

        private void look() {
            try {
                result = condition.get().orElse(null);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    /** Begins to wait, unless {@code condition} holds already. */
    <T> Wait<T> begin(Supplier<Optional<T>> condition) {
        Thread thread = Thread.currentThread();
        Wait<T> wait = new Wait<>(condition, thread, background.contains(thread), busy.contains(thread));
        wait.look();
        if (!wait.isOver()) {
            pending.add(wait);
            busy.remove(thread);
        }
        return wait;
    }

    /** Ends the waits whose time has come; their threads go on. */
    void look() {
        pending.forEach(Wait::look);
        endThoseOver();
    }

    /** Ends every wait with {@code reason}; false when nobody waits. */
    boolean fail(Throwable reason) {
        boolean heard = !pending.isEmpty();
        pending.forEach(wait -> wait.failure = reason);
        endThoseOver();
        return heard;
    }

    void abandon(Wait<?> wait) {
        wait.failure = new IllegalStateException("Expected to wait, but the thread was interrupted");
        endThoseOver();
    }

    private void endThoseOver() {
        pending.removeIf(wait -> {
            if (wait.isOver() && wait.ownThread) {
                busy.add(wait.thread);
            }
            return wait.isOver();
        });
    }

    /** A thread that the kit has begun for the test. */
    void began(Thread thread, boolean inBackground) {
        busy.add(thread);
        if (inBackground) {
            background.add(thread);
        }
    }

    void ended(Thread thread) {
        busy.remove(thread);
        background.remove(thread);
    }

    void lock() {
        locks++;
    }

    void unlock() {
        if (locks == 0) {
            throw new IllegalStateException("Expected time skipping to be locked, but it is not");
        }
        locks--;
    }

    boolean isLocked() {
        return locks > 0;
    }

    boolean isBusy() {
        return !busy.isEmpty();
    }

    boolean isTestWaiting() {
        return pending.stream().anyMatch(wait -> !wait.background);
    }

    boolean isOnlyBackgroundWaiting() {
        return !pending.isEmpty() && !isTestWaiting();
    }
}
