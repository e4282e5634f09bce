package dev.weft.examples.team;

import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;

/** Runs a {@link TeamMember}: two attempts, then it gives up. */
public final class TeamMemberWorkflow implements TeamMember {
    private static final RetryOptions TWICE =
            RetryOptions.DEFAULT.withInitialInterval(Duration.ofMillis(300)).withMaximumAttempts(2);

    private final WordCount wordCount = Workflow.newActivityStub(
            WordCount.class,
            ActivityOptions.startToClose(Duration.ofSeconds(30)).withRetry(TWICE));

    @Override
    public Counted count(Part part) {
        return new Counted(part.member(), wordCount.countWords(part.text(), part.failures()));
    }
}
