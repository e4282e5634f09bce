package dev.weft.testing.behaviour;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.RetryOptions;
import java.time.Duration;

/** Activities of all scenarios. What they do depends on their input and attempt only, so that any worker may run them. */
@ActivityInterface(namePrefix = "Deed")
public interface Deeds {
    ActivityOptions SOON = ActivityOptions.startToClose(Duration.ofSeconds(3))
            .withRetry(RetryOptions.DEFAULT
                    .withInitialInterval(Duration.ofMillis(50))
                    .withBackoffCoefficient(1));

    String echo(String text);

    int square(int number);

    /** Fails in every attempt before {@code attempt}. */
    String failBefore(int attempt);

    /** Fails for good, with a failure of this type. */
    String refuse(String failureType);

    /** Leaves its answer to somebody else. */
    String neverAnswers();

    /** Notes something with a heartbeat and fails, until an attempt finds the note. */
    String findNote(String note);

    /** Goes on until it is asked to stop. */
    String untilCanceled();
}
