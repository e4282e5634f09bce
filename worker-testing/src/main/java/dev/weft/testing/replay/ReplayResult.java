package dev.weft.testing.replay;

import dev.weft.sdk.replay.NonDeterminismException;
import java.util.Optional;

/**
 * What became of the replay of one history.
 *
 * @param failure what the code threw, a {@link NonDeterminismException} when it did not do what history says; empty when
 *     the history replays
 */
public record ReplayResult(RecordedHistory history, Optional<RuntimeException> failure) {

    static ReplayResult success(RecordedHistory history) {
        return new ReplayResult(history, Optional.empty());
    }

    static ReplayResult failure(RecordedHistory history, RuntimeException failure) {
        return new ReplayResult(history, Optional.of(failure));
    }

    public boolean replays() {
        return failure.isEmpty();
    }

    /** Empty when the history replays, else where code and history part, with what stands around it on both sides. */
    public String explanation() {
        return failure.map(thrown -> Explanation.of(history, thrown)).orElse("");
    }

    /** @throws AssertionError with {@link #explanation} when the history does not replay */
    public void assertReplays() {
        failure.ifPresent(thrown -> {
            throw new AssertionError(explanation(), thrown);
        });
    }
}
