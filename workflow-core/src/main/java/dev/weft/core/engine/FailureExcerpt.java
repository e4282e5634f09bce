package dev.weft.core.engine;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * What state keeps of a failure that leads to another attempt, since it may keep one for each of ten thousand
 * activities (rule 2.5-3). The failure that ends the attempts goes to history whole.
 */
final class FailureExcerpt {
    private static final int CHARACTERS = 4_096;
    private static final int MESSAGE_CHARACTERS = 1_024;

    private int room = CHARACTERS;

    private FailureExcerpt() {}

    /** The outermost failures, with as much of their texts and details as fits; a short failure as it is. */
    static Failure of(Failure failure) {
        FailureExcerpt excerpt = new FailureExcerpt();
        List<FailureInfo> chain = new ArrayList<>();
        for (FailureInfo info : failure.chain()) {
            if (excerpt.room > 0) {
                chain.add(excerpt.of(info));
            }
        }
        return new Failure(chain);
    }

    private FailureInfo of(FailureInfo info) {
        return switch (info) {
            case FailureInfo.Application e ->
                new FailureInfo.Application(
                        message(e),
                        e.type(),
                        e.nonRetryable(),
                        text(e.stackTrace(), room),
                        details(e.details()),
                        e.nextRetryDelay());
            case FailureInfo.Timeout e ->
                new FailureInfo.Timeout(message(e), e.timeoutType(), details(e.lastHeartbeatDetails()));
            case FailureInfo.Canceled e -> new FailureInfo.Canceled(message(e), details(e.details()));
            case FailureInfo.Terminated e -> new FailureInfo.Terminated(message(e));
            case FailureInfo.Server e -> new FailureInfo.Server(message(e), e.nonRetryable());
            case FailureInfo.ResetWorkflow e ->
                new FailureInfo.ResetWorkflow(message(e), details(e.lastHeartbeatDetails()));
            case FailureInfo.Activity e ->
                new FailureInfo.Activity(
                        message(e),
                        e.activityType(),
                        e.activityId(),
                        e.scheduledEventId(),
                        e.startedEventId(),
                        e.identity(),
                        e.retryState());
            case FailureInfo.ChildWorkflow e ->
                new FailureInfo.ChildWorkflow(
                        message(e),
                        e.workflowType(),
                        e.execution(),
                        e.runId(),
                        e.initiatedEventId(),
                        e.startedEventId(),
                        e.retryState());
        };
    }

    private String message(FailureInfo info) {
        return text(info.message(), Math.min(room, MESSAGE_CHARACTERS));
    }

    private String text(String whole, int atMost) {
        int end = Math.min(whole.length(), atMost);
        if (end > 0 && end < whole.length() && Character.isHighSurrogate(whole.charAt(end - 1))) {
            end--;
        }
        room -= end;
        return whole.substring(0, end);
    }

    /** Half a payload says nothing, so they are kept together or not at all. */
    private List<Payload> details(List<Payload> whole) {
        int size = whole.stream().mapToInt(Payload::size).sum();
        if (size > room) {
            return List.of();
        }
        room -= size;
        return whole;
    }
}
