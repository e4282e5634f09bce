package dev.weft.sdk.runner;

import dev.weft.sdk.replay.CodePositions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the lines of user code in stack traces. */
final class Positions implements CodePositions {
    private static final List<String> NOT_USER_CODE =
            List.of("dev.weft.sdk.runner.", "dev.weft.sdk.replay.", "dev.weft.sdk.workflow.", "java.", "jdk.");
    private static final StackWalker WALKER = StackWalker.getInstance();

    private final Supplier<@Nullable Thread> mainThread;

    /** @param mainThread runs the workflow method, null before and after */
    Positions(Supplier<@Nullable Thread> mainThread) {
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
    public String issuing() {
        Optional<StackTraceElement> frame = WALKER.walk(frames -> frames.filter(f -> isUserCode(f.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement));
        return frame.map(StackTraceElement::toString).orElse("a cancel request");
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
