package dev.weft.sdk.workflow;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weft.sdk.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that options of this package refuse, each with its sentence. */
class OptionRejectionsTest {
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);
    private static final Duration TOO_LONG = Duration.ofDays(36_526);
    private static final String LONG_NAME = "x".repeat(1_001);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ActivityOptions ACTIVITY = ActivityOptions.startToClose(SECOND);
    private static final LocalActivityOptions LOCAL = LocalActivityOptions.startToClose(SECOND);
    private static final ChildWorkflowOptions CHILD = ChildWorkflowOptions.DEFAULT;
    private static final ContinueAsNewOptions NEXT = ContinueAsNewOptions.SAME;
    private static final RetryOptions RETRY = RetryOptions.DEFAULT;

    static Stream<Arguments> activityOptions() {
        return Stream.of(
                refusal(
                        () -> ActivityOptions.startToClose(Duration.ZERO),
                        "Expected a startToCloseTimeout or a scheduleToCloseTimeout, but neither is set"),
                refusal(
                        () -> ActivityOptions.scheduleToClose(Duration.ZERO),
                        "Expected a startToCloseTimeout or a scheduleToCloseTimeout, but neither is set"),
                refusal(
                        () -> ACTIVITY.withStartToClose(Duration.ZERO),
                        "Expected a startToCloseTimeout or a scheduleToCloseTimeout, but neither is set"),
                refusal(
                        () -> ACTIVITY.withStartToClose(NEGATIVE),
                        "Expected a startToCloseTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> ACTIVITY.withStartToClose(TOO_LONG),
                        "Expected a startToCloseTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> ACTIVITY.withScheduleToClose(NEGATIVE),
                        "Expected a scheduleToCloseTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> ACTIVITY.withScheduleToClose(TOO_LONG),
                        "Expected a scheduleToCloseTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> ACTIVITY.withScheduleToStart(NEGATIVE),
                        "Expected a scheduleToStartTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> ACTIVITY.withScheduleToStart(TOO_LONG),
                        "Expected a scheduleToStartTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> ACTIVITY.withHeartbeat(NEGATIVE),
                        "Expected a heartbeatTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> ACTIVITY.withHeartbeat(TOO_LONG),
                        "Expected a heartbeatTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> ACTIVITY.withHeartbeat(Duration.ofSeconds(2)),
                        "Expected a heartbeatTimeout of at most the startToCloseTimeout PT1S, but got PT2S"),
                refusal(() -> ACTIVITY.withTaskQueue(" "), "Expected a taskQueue, but it is blank"),
                refusal(
                        () -> ACTIVITY.withTaskQueue(LONG_NAME),
                        "Expected a taskQueue of at most 1000 characters, but it has 1001"),
                refusal(
                        () -> ACTIVITY.withTaskQueue("a\nb"),
                        "Expected a taskQueue without control characters, but it has some"));
    }

    @ParameterizedTest
    @MethodSource("activityOptions")
    void activityOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> localActivityOptions() {
        return Stream.of(
                refusal(
                        () -> LocalActivityOptions.startToClose(Duration.ZERO),
                        "Expected a startToCloseTimeout or a scheduleToCloseTimeout, but neither is set"),
                refusal(
                        () -> LOCAL.withStartToClose(NEGATIVE),
                        "Expected a startToCloseTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> LOCAL.withStartToClose(TOO_LONG),
                        "Expected a startToCloseTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> LOCAL.withScheduleToClose(NEGATIVE),
                        "Expected a scheduleToCloseTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> LOCAL.withScheduleToStart(NEGATIVE),
                        "Expected a scheduleToStartTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> LOCAL.withLocalRetryThreshold(NEGATIVE),
                        "Expected a localRetryThreshold of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> LOCAL.withLocalRetryThreshold(TOO_LONG),
                        "Expected a localRetryThreshold of at most 100 years, but got PT876624H"));
    }

    @ParameterizedTest
    @MethodSource("localActivityOptions")
    void localActivityOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> childWorkflowOptions() {
        return Stream.of(
                refusal(
                        () -> CHILD.withWorkflowId(LONG_NAME),
                        "Expected a workflowId of at most 1000 characters, but it has 1001"),
                refusal(() -> CHILD.withWorkflowId(" "), "Expected a workflowId, but it is blank"),
                refusal(
                        () -> CHILD.withWorkflowId("a\u0000"),
                        "Expected a workflowId without control characters, but it has some"),
                refusal(() -> CHILD.withTaskQueue(" "), "Expected a taskQueue, but it is blank"),
                refusal(
                        () -> CHILD.withExecutionTimeout(NEGATIVE),
                        "Expected a executionTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> CHILD.withExecutionTimeout(TOO_LONG),
                        "Expected a executionTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> CHILD.withRunTimeout(NEGATIVE),
                        "Expected a runTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> CHILD.withRunTimeout(TOO_LONG),
                        "Expected a runTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> CHILD.withTaskTimeout(NEGATIVE),
                        "Expected a taskTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> CHILD.withTaskTimeout(Duration.ofSeconds(121)),
                        "Expected a taskTimeout of at most 120 s, but got PT2M1S"),
                refusal(() -> CHILD.withMemo(Map.of(" ", 1)), "Expected a memo key, but it is blank"));
    }

    @ParameterizedTest
    @MethodSource("childWorkflowOptions")
    void childWorkflowOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> continueAsNewOptions() {
        return Stream.of(
                refusal(() -> NEXT.withWorkflowType(" "), "Expected a workflowType, but it is blank"),
                refusal(
                        () -> NEXT.withTaskQueue(LONG_NAME),
                        "Expected a taskQueue of at most 1000 characters, but it has 1001"),
                refusal(
                        () -> NEXT.withRunTimeout(NEGATIVE),
                        "Expected a runTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> NEXT.withRunTimeout(TOO_LONG),
                        "Expected a runTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> NEXT.withTaskTimeout(NEGATIVE),
                        "Expected a taskTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> NEXT.withTaskTimeout(Duration.ofSeconds(121)),
                        "Expected a taskTimeout of at most 120 s, but got PT2M1S"),
                refusal(
                        () -> NEXT.withBackoff(NEGATIVE),
                        "Expected a backoff of zero (not set) or more, but got PT-1S"),
                refusal(() -> NEXT.withBackoff(TOO_LONG), "Expected a backoff of at most 100 years, but got PT876624H"),
                refusal(() -> NEXT.withMemo(Map.of("", 1)), "Expected a memo key, but it is blank"));
    }

    @ParameterizedTest
    @MethodSource("continueAsNewOptions")
    void continueAsNewOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> retryOptions() {
        return Stream.of(
                refusal(
                        () -> RETRY.withInitialInterval(Duration.ZERO),
                        "Expected a positive initialInterval, but got PT0S"),
                refusal(
                        () -> RETRY.withInitialInterval(NEGATIVE),
                        "Expected a positive initialInterval, but got PT-1S"),
                refusal(
                        () -> RETRY.withInitialInterval(TOO_LONG),
                        "Expected a initialInterval of at most 100 years, but got PT876624H"),
                refusal(
                        () -> RETRY.withMaximumInterval(NEGATIVE),
                        "Expected a maximumInterval of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> RETRY.withMaximumInterval(TOO_LONG),
                        "Expected a maximumInterval of at most 100 years, but got PT876624H"),
                refusal(
                        () -> RETRY.withMaximumInterval(Duration.ofMillis(1)),
                        "Expected a maximumInterval of at least the initialInterval PT1S, but got PT0.001S"),
                refusal(
                        () -> RETRY.withBackoffCoefficient(0.5),
                        "Expected a backoffCoefficient of at least 1, but got 0.5"),
                refusal(
                        () -> RETRY.withBackoffCoefficient(Double.NaN),
                        "Expected a backoffCoefficient of at least 1, but got NaN"),
                refusal(
                        () -> RETRY.withBackoffCoefficient(Double.POSITIVE_INFINITY),
                        "Expected a backoffCoefficient of at least 1, but got Infinity"),
                refusal(
                        () -> RETRY.withMaximumAttempts(-1),
                        "Expected maximumAttempts of 0 (no bound) or more, but got -1"),
                refusal(() -> RETRY.withDoNotRetry(" "), "Expected a failure type, but it is blank"));
    }

    @ParameterizedTest
    @MethodSource("retryOptions")
    void retryOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> workflowImplementationOptions() {
        return Stream.of(
                refusal(
                        () -> WorkflowImplementationOptions.DEFAULT.withActivityOptions(" ", ACTIVITY),
                        "Expected options for activity types, but one type is blank"),
                refusal(
                        () -> WorkflowImplementationOptions.DEFAULT.withLocalActivityOptions("", LOCAL),
                        "Expected options for activity types, but one type is blank"));
    }

    @ParameterizedTest
    @MethodSource("workflowImplementationOptions")
    void workflowImplementationOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    private static Arguments refusal(ThrowingCallable attempt, String sentence) {
        return arguments(attempt, sentence);
    }

    static Stream<Arguments> callsOfWorkflowCode() {
        return Stream.of(
                refusal(
                        () -> ApplicationFailure.builder("m", "T").nextRetryDelay(NEGATIVE),
                        "Expected a nextRetryDelay of zero or more, but got PT-1S"),
                refusal(
                        () -> Workflow.getVersion("change", 2, 1),
                        "Expected minSupported to be from -1 to maxSupported, but got 2 and 1"),
                refusal(
                        () -> Workflow.getVersion("change", -2, 1),
                        "Expected minSupported to be from -1 to maxSupported, but got -2 and 1"),
                refusal(() -> Workflow.getVersion(" ", -1, 1), "Expected a changeId, but it is blank"),
                refusal(
                        () -> Workflow.retry(RETRY, Duration.ZERO, () -> "x"),
                        "Expected a positive expiration, but got PT0S"),
                refusal(
                        () -> SearchAttributeKey.forKeyword("a\nb"),
                        "Expected a name of a search attribute without control characters, but it has some"),
                refusal(
                        () -> SearchAttributeKey.forLong("x".repeat(1_001)),
                        "Expected a name of a search attribute of at most 1000 characters, but it has 1001"));
    }

    @ParameterizedTest
    @MethodSource("callsOfWorkflowCode")
    void callsOfWorkflowCodeThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }
}
