package dev.weft.core.engine;

import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a failed attempt is repeated, and when (rule 2.5-3, feature row 78). Workers ask too, for the attempts that
 * they repeat themselves.
 */
public final class Retry {
    private Retry() {}

    /** @param state IN_PROGRESS when there is another attempt, after {@code backoff} */
    public record Verdict(RetryState state, Duration backoff) {
        public boolean again() {
            return state == RetryState.IN_PROGRESS;
        }
    }

    /** @param expiration end of all attempts, {@link Instant#MAX} for none */
    public static Verdict decide(RetryPolicy policy, int attempt, Failure failure, Instant now, Instant expiration) {
        if (policy.equals(RetryPolicy.NONE)) {
            return no(RetryState.RETRY_POLICY_NOT_SET);
        }
        if (isOutOfTime(failure)) {
            return no(RetryState.TIMEOUT);
        }
        if (!isRetryable(policy, failure)) {
            return no(RetryState.NON_RETRYABLE_FAILURE);
        }
        if (policy.maximumAttempts() > 0 && attempt >= policy.maximumAttempts()) {
            return no(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        }
        Duration interval = nextDelay(policy, attempt, failure);
        if (!expiration.equals(Instant.MAX) && !now.plus(interval).isBefore(expiration)) {
            return no(RetryState.TIMEOUT);
        }
        return new Verdict(RetryState.IN_PROGRESS, interval);
    }

    /** What waited too long for a worker, or took too long in all. */
    private static boolean isOutOfTime(Failure failure) {
        return !failure.isNone()
                && failure.chain().getFirst() instanceof FailureInfo.Timeout timeout
                && switch (timeout.timeoutType()) {
                    case SCHEDULE_TO_START, SCHEDULE_TO_CLOSE -> true;
                    case START_TO_CLOSE, HEARTBEAT -> false;
                };
    }

    private static Duration nextDelay(RetryPolicy policy, int attempt, Failure failure) {
        if (!failure.isNone()
                && failure.chain().getFirst() instanceof FailureInfo.Application application
                && application.nextRetryDelay().isPositive()) {
            return bounded(application.nextRetryDelay());
        }
        return bounded(policy.intervalAfter(attempt));
    }

    private static Duration bounded(Duration delay) {
        return delay.compareTo(Limits.LONGEST) < 0 ? delay : Limits.LONGEST;
    }

    private static boolean isRetryable(RetryPolicy policy, Failure failure) {
        if (failure.isNone()) {
            return true;
        }
        return switch (failure.chain().getFirst()) {
            case FailureInfo.Application application ->
                !application.nonRetryable() && !policy.nonRetryableErrorTypes().contains(application.type());
            case FailureInfo.Timeout timeout -> isRetryable(policy, timeout.timeoutType());
            case FailureInfo.Server server -> !server.nonRetryable();
            case FailureInfo.Canceled canceled -> false;
            case FailureInfo.Terminated terminated -> false;
            case FailureInfo.ResetWorkflow reset -> false;
            case FailureInfo.Activity activity -> wrappedIsRetryable(policy, failure);
            case FailureInfo.ChildWorkflow child -> wrappedIsRetryable(policy, failure);
        };
    }

    /** A workflow that failed with its activity's or child's failure is as retryable as the cause. */
    private static boolean wrappedIsRetryable(RetryPolicy policy, Failure failure) {
        return isRetryable(
                policy, new Failure(failure.chain().subList(1, failure.chain().size())));
    }

    private static boolean isRetryable(RetryPolicy policy, TimeoutType type) {
        return switch (type) {
            case SCHEDULE_TO_START, SCHEDULE_TO_CLOSE -> false;
            case START_TO_CLOSE, HEARTBEAT ->
                !policy.nonRetryableErrorTypes().contains("Timeout:" + type)
                        && !policy.nonRetryableErrorTypes().contains("TemporalTimeout:" + fieldsName(type));
        };
    }

    /** Policies that were written for other platforms name timeouts so. */
    private static String fieldsName(TimeoutType type) {
        return switch (type) {
            case START_TO_CLOSE -> "StartToClose";
            case SCHEDULE_TO_START -> "ScheduleToStart";
            case SCHEDULE_TO_CLOSE -> "ScheduleToClose";
            case HEARTBEAT -> "Heartbeat";
        };
    }

    private static Verdict no(RetryState state) {
        return new Verdict(state, Duration.ZERO);
    }
}
