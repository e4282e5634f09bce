package dev.weft.core.model;

import java.util.List;
import java.util.Map;

/**
 * How many bytes values take in a record of the log: never fewer than they do take, and hardly more. Only lengths are
 * added up, nothing is encoded.
 */
public final class EncodedSize {
    /** The most that a time or a span of time takes. */
    public static final int TIME = 7;

    /** The most that the id of an event or of a request takes. */
    public static final int ID = 6;

    /** The most that a count takes. */
    public static final int COUNT = 5;

    /** What a flag, a constant or the kind of a record takes, and what is empty. */
    public static final int ONE = 1;

    private static final int ONE_BYTE_MAX = 0x7F;
    private static final int TWO_BYTES_MAX = 0x7FF;
    private static final int SHORT_TEXT = 64;

    private static final int ACTIVITY_SETTINGS = 4 * TIME;
    private static final int RUN_SETTINGS = 4 * TIME;
    private static final int RETRY_POLICY = 2 * TIME + COUNT + Double.BYTES;

    private EncodedSize() {}

    public static long of(String text) {
        int bytes = utf8(text);
        return bytes + (bytes < SHORT_TEXT ? ONE : COUNT);
    }

    public static long ofTexts(List<String> texts) {
        long sum = ofCount(texts.isEmpty());
        for (String text : texts) {
            sum += of(text);
        }
        return sum;
    }

    public static long of(ExecutionKey key) {
        return of(key.namespace()) + of(key.workflowId());
    }

    public static long of(Payload payload) {
        long sum = of(payload.encoding()) + ofCount(payload.metadata().isEmpty()) + COUNT + payload.data().length;
        for (Map.Entry<String, String> entry : payload.metadata().entrySet()) {
            sum += of(entry.getKey()) + of(entry.getValue());
        }
        return sum;
    }

    public static long of(List<Payload> payloads) {
        long sum = ofCount(payloads.isEmpty());
        for (Payload payload : payloads) {
            sum += of(payload);
        }
        return sum;
    }

    public static long of(Map<String, Payload> payloads) {
        long sum = ofCount(payloads.isEmpty());
        for (Map.Entry<String, Payload> entry : payloads.entrySet()) {
            sum += of(entry.getKey()) + of(entry.getValue());
        }
        return sum;
    }

    public static long ofLists(Map<String, List<Payload>> payloads) {
        long sum = ofCount(payloads.isEmpty());
        for (Map.Entry<String, List<Payload>> entry : payloads.entrySet()) {
            sum += of(entry.getKey()) + of(entry.getValue());
        }
        return sum;
    }

    public static long of(RetryPolicy policy) {
        return RETRY_POLICY + ofTexts(policy.nonRetryableErrorTypes());
    }

    public static long of(ActivitySettings settings) {
        return ACTIVITY_SETTINGS + of(settings.retryPolicy());
    }

    public static long of(RunSettings settings) {
        return RUN_SETTINGS
                + of(settings.workflowType())
                + of(settings.taskQueue())
                + of(settings.input())
                + of(settings.retryPolicy())
                + of(settings.memo())
                + of(settings.searchAttributes())
                + of(settings.header());
    }

    public static long of(ParentLink parent) {
        return of(parent.execution()) + of(parent.runId()) + ID + ONE;
    }

    public static long of(Failure failure) {
        long sum = ofCount(failure.isNone());
        for (FailureInfo info : failure.chain()) {
            sum += of(info);
        }
        return sum;
    }

    /** Of one link of a chain, its texts and payloads included. */
    public static long of(FailureInfo info) {
        return ONE
                + of(info.message())
                + switch (info) {
                    case FailureInfo.Application e -> of(e.type()) + of(e.stackTrace()) + of(e.details()) + TIME + ONE;
                    case FailureInfo.Timeout e -> ONE + of(e.lastHeartbeatDetails());
                    case FailureInfo.Canceled e -> of(e.details());
                    case FailureInfo.Terminated e -> 0;
                    case FailureInfo.Server e -> ONE;
                    case FailureInfo.ResetWorkflow e -> of(e.lastHeartbeatDetails());
                    case FailureInfo.Activity e ->
                        of(e.activityType()) + of(e.activityId()) + of(e.identity()) + 2 * ID + ONE;
                    case FailureInfo.ChildWorkflow e ->
                        of(e.workflowType()) + of(e.execution()) + of(e.runId()) + 2 * ID + ONE;
                };
    }

    /** The longest beginning of a text that takes no more bytes; the text itself when it does not. */
    public static String prefix(String text, long bytes) {
        long room = bytes;
        for (int end = 0; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
            room -= utf8(text.codePointAt(end));
            if (room < 0) {
                return text.substring(0, end);
            }
        }
        return text;
    }

    private static int ofCount(boolean isEmpty) {
        return isEmpty ? ONE : COUNT;
    }

    private static int utf8(String text) {
        int bytes = text.length();
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (here > ONE_BYTE_MAX) {
                bytes += here <= TWO_BYTES_MAX || Character.isSurrogate(here) ? 1 : 2;
            }
        }
        return bytes;
    }

    private static int utf8(int codePoint) {
        if (codePoint <= ONE_BYTE_MAX) {
            return 1;
        }
        if (codePoint <= TWO_BYTES_MAX) {
            return 2;
        }
        return Character.charCount(codePoint) + 2;
    }
}
