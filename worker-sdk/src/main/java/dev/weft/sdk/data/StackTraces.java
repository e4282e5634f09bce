package dev.weft.sdk.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stack traces as texts that are stored in history: one frame in each line, of the frames that tell something. */
final class StackTraces {
    private static final int FRAMES_MAX = 40;
    private static final int LENGTH_MAX = 4_000;

    /** What calls user code. */
    private static final Pattern CALLERS =
            Pattern.compile("(java|jdk|dev\\.weft\\.sdk\\.(runner|worker|workflow|interceptor|activity))\\..*");

    /** As {@link StackTraceElement#toString} writes it; class loader and module may stand before the class. */
    private static final Pattern FRAME = Pattern.compile(
            "(?:at )?(?:[^(]*/)?(?<class>[^/(]+)\\.(?<method>[^.(]+)\\((?<file>[^:)]+)(?::(?<line>\\d{1,9}))?\\)");

    private static final String UNKNOWN = "Unknown Source";
    private static final String NATIVE = "Native Method";
    private static final int UNKNOWN_LINE = -1;
    private static final int NATIVE_LINE = -2;

    private StackTraces() {}

    /**
     * Without the frames in which the SDK has made the exception, and those of JDK and SDK that have called user code; the
     * innermost ones where there are many.
     */
    static String write(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        StringBuilder text = new StringBuilder();
        int begin = makers(frames);
        int end = Math.min(ofUserCode(frames), begin + FRAMES_MAX);
        for (int i = begin; i < end; i++) {
            String line = withoutModule(frames[i]).toString();
            if (text.length() + line.length() >= LENGTH_MAX) {
                break;
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /** How many frames there are in which the SDK has made the exception for the code that throws it. */
    private static int makers(StackTraceElement[] frames) {
        int count = 0;
        while (count < frames.length && frames[count].getClassName().startsWith("dev.weft.sdk.failure.")) {
            count++;
        }
        return count;
    }

    private static StackTraceElement withoutModule(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    /** How many frames there are down to the outermost one of user code; all, when there is none. */
    private static int ofUserCode(StackTraceElement[] frames) {
        int count = frames.length;
        while (count > 0 && CALLERS.matcher(frames[count - 1].getClassName()).matches()) {
            count--;
        }
        return count == 0 ? frames.length : count;
    }

    /** The frames of {@code text}, without lines that are none, such as those of other languages. */
    static StackTraceElement[] read(String text) {
        List<StackTraceElement> frames = new ArrayList<>();
        text.lines().forEach(line -> frame(line.strip()).ifPresent(frames::add));
        return frames.toArray(StackTraceElement[]::new);
    }

    private static Optional<StackTraceElement> frame(String line) {
        Matcher frame = FRAME.matcher(line);
        if (!frame.matches()) {
            return Optional.empty();
        }
        String place = frame.group("file");
        boolean isFile = !place.equals(UNKNOWN) && !place.equals(NATIVE);
        return Optional.of(new StackTraceElement(
                frame.group("class"),
                frame.group("method"),
                isFile ? place : null,
                place.equals(NATIVE) ? NATIVE_LINE : lineNumber(frame.group("line"))));
    }

    private static int lineNumber(@Nullable String line) {
        return line == null ? UNKNOWN_LINE : Integer.parseInt(line);
    }
}
