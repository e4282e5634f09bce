package dev.weft.sdk.activity;

import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt of an activity, as its code sees it. Thread-safe. */
public interface ActivityExecutionContext {

    ActivityInfo getInfo();

    /**
     * Whether the activity runs inside the workflow task of its workflow. Then heartbeats are not sent, and it completes
     * when it returns.
     */
    default boolean isLocal() {
        return false;
    }

    /**
     * Says that the attempt is alive and how far it is. Returns at once; calls are throttled, so that it may be called
     * for every item of work, and the last details always arrive.
     *
     * @param details given to the next attempt, should this one fail; null for none
     * @throws ActivityCanceledException when the attempt should stop, see its reason
     */
    void heartbeat(@Nullable Object details);

    /** What the last heartbeat of the attempts before this one said. */
    <T> Optional<T> getHeartbeatDetails(Type type);

    /** {@link #getHeartbeatDetails(Type)} for a class. */
    default <T> Optional<T> getHeartbeatDetails(Class<T> type) {
        return getHeartbeatDetails((Type) type);
    }

    /** Whether a heartbeat would throw now. */
    boolean isCancelRequested();

    /** The activity is completed later, by {@link #getTaskToken()} from any process; what it returns is ignored. */
    void doNotCompleteOnReturn();

    boolean isDoNotCompleteOnReturn();

    /** Names this attempt for an asynchronous completion; opaque, safe in URLs. */
    String getTaskToken();
}
