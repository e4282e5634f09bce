package dev.weft.core.engine;

import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.state.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a failure. State keeps little of one that leads to another attempt, since it may keep one for each of
 * ten thousand activities (rule 2.5-3). The failure that ends the attempts goes to history whole, unless it is larger than
 * a payload may be.
 */
final class FailureExcerpt {
    private static final long BYTES = 4_096;
    private static final long MESSAGE_BYTES = 1_024;
    private static final long FORMER_RUN_BYTES = 256 << 10;

    /** What a link of the chain takes beside the texts and details that are shortened. */
    private static final long LINK_BYTES = 48;

    private final long messageBytes;
    private long room;

    private FailureExcerpt(long bytes, long messageBytes) {
        this.room = bytes;
        this.messageBytes = messageBytes;
    }

    /** For state: the outermost failures, with as much of their texts and details as fits; a short failure as it is. */
    static Failure of(Failure failure) {
        return within(BYTES, MESSAGE_BYTES, failure);
    }

    /** For a state that has no room. */
    static Failure least(Failure failure) {
        return within(Limits.LEAST_FAILURE_BYTES, Limits.LEAST_FAILURE_BYTES, failure);
    }

    /** For the run that follows one that failed: its first event has more to carry. */
    static Failure ofFormerRun(Failure failure) {
        return within(FORMER_RUN_BYTES, FORMER_RUN_BYTES / 2, failure);
    }

    /** For history and for whoever waits: the failure itself, unless it is larger than a payload may be. */
    static Failure whole(Failure failure) {
        return within(Limits.PAYLOAD_BYTES, Limits.PAYLOAD_BYTES / 2, failure);
    }

    private static Failure within(long bytes, long messageBytes, Failure failure) {
        if (EncodedSize.of(failure) <= bytes && EncodedSize.of(failure.message()) <= messageBytes) {
            return failure;
        }
        FailureExcerpt excerpt = new FailureExcerpt(bytes - LINK_BYTES, messageBytes);
        List<FailureInfo> chain = new ArrayList<>();
        for (FailureInfo info : failure.chain()) {
            if (excerpt.room > 0) {
                chain.add(excerpt.of(info));
                excerpt.room -= LINK_BYTES;
            }
        }
        return new Failure(chain);
    }

    private FailureInfo of(FailureInfo info) {
        return switch (info) {
            case FailureInfo.Application e ->
                new FailureInfo.Application(
                        message(e),
                        text(e.type()),
                        e.nonRetryable(),
                        text(e.stackTrace()),
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
                        text(e.activityType()),
                        text(e.activityId()),
                        e.scheduledEventId(),
                        e.startedEventId(),
                        text(e.identity()),
                        e.retryState());
            case FailureInfo.ChildWorkflow e ->
                new FailureInfo.ChildWorkflow(
                        message(e),
                        text(e.workflowType()),
                        new ExecutionKey(
                                text(e.execution().namespace()),
                                text(e.execution().workflowId())),
                        text(e.runId()),
                        e.initiatedEventId(),
                        e.startedEventId(),
                        e.retryState());
        };
    }

    private String message(FailureInfo info) {
        return text(info.message(), Math.min(room, messageBytes));
    }

    private String text(String whole) {
        return text(whole, room);
    }

    private String text(String whole, long atMost) {
        String kept = EncodedSize.prefix(whole, Math.max(0, atMost));
        room -= EncodedSize.of(kept);
        return kept;
    }

    /** Half a payload says nothing, so they are kept together or not at all. */
    private List<Payload> details(List<Payload> whole) {
        long size = whole.isEmpty() ? 0 : EncodedSize.of(whole);
        if (size > room) {
            return List.of();
        }
        room -= size;
        return whole;
    }
}
