package dev.weft.sdk.runner;

import dev.weft.core.model.RetryPolicy;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.replay.SdkFlag;
import java.util.List;
import java.util.function.Predicate;

/** What code that retries itself is to try again. */
final class Retries {
    private Retries() {}

    /** @param follows whether the run behaves so; asked where it makes a difference */
    static boolean isRetryable(RuntimeException thrown, RetryPolicy policy, Predicate<SdkFlag> follows) {
        Throwable judged = thrown;
        while ((judged instanceof ActivityFailure || judged instanceof ChildWorkflowFailure)
                && judged.getCause() != null) {
            judged = judged.getCause();
        }
        List<String> doNotRetry = policy.nonRetryableErrorTypes();
        boolean itself = isRetryable(thrown, doNotRetry);
        boolean cause = judged == thrown || isRetryable(judged, doNotRetry);
        return itself && (cause || !follows.test(SdkFlag.RETRIES_JUDGE_CAUSES));
    }

    private static boolean isRetryable(Throwable thrown, List<String> doNotRetry) {
        return switch (thrown) {
            case CanceledFailure _e -> false;
            case ApplicationFailure failure -> !failure.isNonRetryable() && !doNotRetry.contains(failure.type());
            default -> !doNotRetry.contains(thrown.getClass().getName());
        };
    }
}
