package dev.weft.examples.generic;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Adds up numbers, over as many runs as it takes, until it is told to finish. */
@WorkflowInterface
public interface Counter {

    /**
     * @param initial where counting begins, 0 when left out
     * @return the total at the end
     */
    @WorkflowMethod
    long run(@Nullable Long initial);

    /** The signal {@code add}. */
    @SignalMethod
    void add(long number);

    /** The signal {@code finish}. */
    @SignalMethod
    void finish();

    /** The query {@code total}. */
    @QueryMethod
    long total();

    /** The update {@code add}: returns the total with {@code number} in it. */
    @UpdateMethod(name = "add")
    long addAndGet(long number);

    /** Refuses 0, which would change nothing. */
    @UpdateValidatorMethod(updateName = "add")
    void checkAdd(long number);
}
