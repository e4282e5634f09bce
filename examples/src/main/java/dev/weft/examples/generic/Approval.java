package dev.weft.examples.generic;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Waits for somebody to decide, for a week at most. */
@WorkflowInterface
public interface Approval {

    /** WAITING until it is decided. */
    enum State {
        WAITING,
        APPROVED,
        REJECTED,
        EXPIRED
    }

    /** @param comment of who decided, empty for none */
    record Outcome(State state, String comment) {}

    @WorkflowMethod
    Outcome run();

    /** @param comment may be left out */
    @SignalMethod
    void approve(String comment);

    /** @param reason may be left out */
    @SignalMethod
    void reject(String reason);

    @QueryMethod
    State state();
}
