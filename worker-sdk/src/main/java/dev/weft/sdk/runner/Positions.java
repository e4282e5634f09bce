package dev.weft.sdk.runner;

import dev.weft.sdk.replay.CodePosition;
import dev.weft.sdk.replay.CodePositions;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the lines of user code in stack traces. */
final class Positions implements CodePositions {
    private static final List<String> NOT_USER_CODE =
            List.of("dev.weft.sdk.runner.", "dev.weft.sdk.replay.", "dev.weft.sdk.workflow.", "java.", "jdk.");

    private final BooleanSupplier codeRuns;
    private final Supplier<@Nullable Thread> mainThread;

    /**
     * @param codeRuns whether code runs on the thread that asks, rather than history being told there
     * @param mainThread runs the workflow method, null before and after
     */
    Positions(BooleanSupplier codeRuns, Supplier<@Nullable Thread> mainThread) {
        this.codeRuns = codeRuns;
        this.mainThread = mainThread;
    }

    private static boolean isUserCode(String className) {
        for (String prefix : NOT_USER_CODE) {
            if (className.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public CodePosition issuing() {
        return codeRuns.getAsBoolean() ? new Trace() : () -> "a cancel request";
    }

    /**
     * The stack of the moment in the form in which the VM takes it down. To look for the line at once would take several
     * times as long, and nearly all commands of a replay meet their event.
     */
    private static final class Trace extends Throwable implements CodePosition {
        private static final long serialVersionUID = 1;

        Trace() {
            super(null, null, false, true);
        }

        @Override
        public String text() {
            StackTraceElement[] frames = userFrames(getStackTrace());
            return frames.length == 0 ? "a cancel request" : frames[0].toString();
        }
    }

    @Override
    public String waiting() {
        Thread thread = mainThread.get();
        if (thread == null) {
            return "has ended";
        }
        StackTraceElement[] frames = userFrames(thread.getStackTrace());
        return frames.length == 0 ? "waits" : "waits at " + frames[0];
    }

    /** The frames of user code, innermost first. */
    static StackTraceElement[] userFrames(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .filter(frame -> isUserCode(frame.getClassName()))
                .toArray(StackTraceElement[]::new);
    }
}
