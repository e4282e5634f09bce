package dev.weft.examples.crash;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/**
 * Sixty steps that append a line each to a file, but for step 50: that asks a question, whose answer is recorded. However
 * often the platform dies, it is not asked again.
 */
@WorkflowInterface
public interface CrashAtStep50 {
    int STEPS = 60;
    int ASKS_AT = 50;

    /**
     * @param file that the steps append to; the questions are noted in a file of the same name with {@code .questions}
     * @param stepMillis what each step takes, 0 when left out
     */
    record Input(String file, int stepMillis) {}

    /** @param answer to the question of step 50 */
    record Outcome(int steps, String answer) {}

    @WorkflowMethod
    Outcome run(Input input);

    /** The number of steps done. */
    @QueryMethod
    int progress();
}
