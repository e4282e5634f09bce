package dev.weft.examples.generic;

import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs an {@link Approval}. The first decision counts. */
public final class ApprovalWorkflow implements Approval {
    private static final Duration PATIENCE = Duration.ofDays(7);

    private Outcome outcome = new Outcome(State.WAITING, "");

    @Override
    public Outcome run() {
        if (!Workflow.await(PATIENCE, () -> outcome.state() != State.WAITING)) {
            outcome = new Outcome(State.EXPIRED, "");
        }
        return outcome;
    }

    @Override
    public void approve(@Nullable String comment) {
        decide(State.APPROVED, comment);
    }

    @Override
    public void reject(@Nullable String reason) {
        decide(State.REJECTED, reason);
    }

    private void decide(State state, @Nullable String comment) {
        if (outcome.state() == State.WAITING) {
            outcome = new Outcome(state, comment == null ? "" : comment);
        }
    }

    @Override
    public State state() {
        return outcome.state();
    }
}
