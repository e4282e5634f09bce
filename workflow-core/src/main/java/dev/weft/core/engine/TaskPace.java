package dev.weft.core.engine;

import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.ExecutionDescription.Problem;
import java.time.Duration;

/**
 * How soon a workflow task that has failed is tried again: never so often that a broken workflow costs much, and soon
 * enough that one which only had bad luck goes on. What other code alone can mend waits from the first failure on, and
 * longer, since a worker that arrives with other code ends the wait.
 */
final class TaskPace {
    /** Failures in a row after which the next attempt waits. */
    private static final int PROMPT_ATTEMPTS = 3;

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY_FOR_CODE = Duration.ofMinutes(2);
    private static final int MOST_DOUBLINGS = 10;

    private TaskPace() {}

    /** Zero when the next attempt may go at once. */
    static Duration delayAfter(Problem problem) {
        if (problem.isNone()) {
            return Duration.ZERO;
        }
        boolean code = WorkflowTaskFailedCause.valueOf(problem.cause()).needsNewCode();
        int doublings = problem.attempts() - 1 - (code ? 0 : PROMPT_ATTEMPTS);
        if (doublings < 0) {
            return Duration.ZERO;
        }
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
        Duration longest = code ? LONGEST_DELAY_FOR_CODE : LONGEST_DELAY;
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
