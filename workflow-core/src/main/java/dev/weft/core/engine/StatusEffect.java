package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.state.ExecutionState;
import java.util.Optional;

/** Tells the world when a run becomes stuck, and when it is no longer. */
final class StatusEffect {
    private StatusEffect() {}

    static Optional<Effect.PublishStatus> ofChange(ExecutionState before, ExecutionState after) {
        boolean changed = isStuck(before) != isStuck(after);
        return changed ? Optional.of(status(after, after.isNone() ? before.runId() : after.runId())) : Optional.empty();
    }

    /** What a takeover tells again; that a run is not stuck goes without saying. */
    static Optional<Effect.PublishStatus> of(ExecutionState state) {
        return isStuck(state) ? Optional.of(status(state, state.runId())) : Optional.empty();
    }

    private static boolean isStuck(ExecutionState state) {
        return state.status() == WorkflowStatus.STUCK;
    }

    private static Effect.PublishStatus status(ExecutionState state, String runId) {
        return new Effect.PublishStatus(
                runId,
                state.run().started().settings().taskQueue(),
                state.status(),
                state.run().problem());
    }
}
