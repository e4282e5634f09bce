package dev.weft.e2e.operation;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** What operators work on. */
@WorkflowInterface
public interface Account {
    /** The mark after the opening. */
    String OPENED = "opened";

    /** @return the total at the end */
    @WorkflowMethod
    int keep();

    @SignalMethod
    void add(int amount);

    @SignalMethod
    void close();

    @QueryMethod
    int total();

    /** Drawn before the mark, so that a reset to it keeps the number. */
    @QueryMethod
    String number();

    /** Drawn after the mark, so that a reset to it draws another. */
    @QueryMethod
    String secret();
}
