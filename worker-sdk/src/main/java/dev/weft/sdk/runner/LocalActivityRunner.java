package dev.weft.sdk.runner;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.task.Task;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import java.util.List;

/** Runs attempts of local activities in the process of their workflow. Thread-safe. */
@FunctionalInterface
public interface LocalActivityRunner {
    /** For runs that never go live. */
    LocalActivityRunner NONE = (task, listener) -> {
        throw new IllegalStateException("Expected a worker that runs local activities, but there is none for "
                + task.activityType() + " of " + task.key());
    };

    /**
     * Begins an attempt and returns at once.
     *
     * @param listener told from any thread
     * @throws IllegalStateException when the process does not have the activity
     */
    Attempt begin(Task.ActivityTask task, Listener listener);

    /** The clock that attempts are timed by. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** One attempt that has begun. */
    @FunctionalInterface
    interface Attempt {
        /** Asks it to stop. It is heard no more unless the reason is a cancel request, so that it may be interrupted. */
        void stop(Reason reason);
    }

    /** Hears of one attempt. */
    interface Listener {
        /** It has got a slot. */
        void started();

        /** Called once, last. */
        void ended(Outcome outcome);
    }

    /** How an attempt ended. */
    sealed interface Outcome {
        record Completed(Payload result) implements Outcome {}

        record Failed(Failure failure) implements Outcome {}

        /** It was asked to. */
        record Canceled(List<Payload> details) implements Outcome {}
    }
}
