package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.replay.SdkFlag;
import dev.weft.sdk.replay.TimerMachine;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Timers of workflow code, and the waits that they bound. */
final class TimerCalls {
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final RunContext run;

    TimerCalls(RunContext run) {
        this.run = run;
    }

    CoroutinePromise<@Nullable Void> newTimer(Duration delay) {
        return start(delay).promise;
    }

    private Timer start(Duration delay) {
        run.requireWritable("start a timer");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("Expected a delay of zero or more, but got " + delay);
        }
        ScopeNode scope = run.scope();
        scope.throwIfCanceled();
        Timer timer = new Timer(run.newPromise(scope));
        if (delay.isZero()) {
            timer.promise.completeEmpty();
            return timer;
        }
        Duration bounded = delay.compareTo(LONGEST) > 0 ? LONGEST : wholeMillis(delay);
        String id = Long.toString(run.machine().nextId());
        timer.machine = run.machine().startTimer(new Command.StartTimer(id, bounded), timer::fired);
        timer.forgetScope = scope.onCancel(() -> timer.cancel(scope.message()));
        return timer;
    }

    /** Milliseconds are what the platform counts; less than one is one. */
    private static Duration wholeMillis(Duration delay) {
        long millis = delay.toMillis();
        return Duration.ofMillis(delay.equals(Duration.ofMillis(millis)) ? millis : millis + 1);
    }

    void await(BooleanSupplier condition) {
        ScopeNode scope = run.scope();
        scope.throwIfCanceled();
        if (!holds(condition)) {
            run.coroutines().await(() -> scope.isCancelRequested() || condition.getAsBoolean());
            scope.throwIfCanceled();
        }
    }

    boolean await(Duration timeout, BooleanSupplier condition) {
        ScopeNode scope = run.scope();
        scope.throwIfCanceled();
        if (holds(condition)) {
            return true;
        }
        Timer timer = start(timeout);
        boolean[] held = {false};
        try {
            run.coroutines().await(() -> {
                held[0] = condition.getAsBoolean();
                return held[0] || timer.promise.isCompleted() || scope.isCancelRequested();
            });
        } catch (EvictedError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (run.machine().follows(SdkFlag.TIMERS_END_WITH_CONDITIONS)) {
                timer.end("The condition threw");
            }
            throw e;
        }
        if (held[0]) {
            timer.end("The condition holds");
            return true;
        }
        scope.throwIfCanceled();
        return false;
    }

    private boolean holds(BooleanSupplier condition) {
        run.coroutines().requireAlive();
        run.guard().requireMayWait();
        run.guard().enterReadOnly("an await condition");
        try {
            return condition.getAsBoolean();
        } finally {
            run.guard().leaveReadOnly();
        }
    }

    /** One timer that code waits for. */
    private static final class Timer {
        private final CoroutinePromise<@Nullable Void> promise;
        private @Nullable TimerMachine machine;
        private Runnable forgetScope = () -> {};

        Timer(CoroutinePromise<@Nullable Void> promise) {
            this.promise = promise;
        }

        void fired() {
            forgetScope.run();
            promise.completeEmpty();
        }

        /** Nobody waits for it any more. */
        void end(String reason) {
            forgetScope.run();
            cancel(reason);
        }

        void cancel(String reason) {
            if (machine != null && machine.isOpen()) {
                machine.cancel();
                promise.completeExceptionally(new CanceledFailure(reason));
            }
        }
    }
}
