package dev.weft.examples.crash;

import dev.weft.sdk.activity.ActivityInterface;

/** The steps of {@link CrashAtStep50}. */
@ActivityInterface
public interface StepActivities {

    /** Appends a line for {@code step}, unless it is there. */
    void append(String file, int step, int millis);

    /** Notes the question in {@code file.questions} each time that it is asked, and answers it. */
    String ask(String file, String question, int millis);
}
