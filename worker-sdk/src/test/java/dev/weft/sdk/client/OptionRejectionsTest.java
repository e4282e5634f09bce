package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weft.sdk.MdcPropagator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that options of this package refuse, each with its sentence. */
class OptionRejectionsTest {
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);
    private static final Duration TOO_LONG = Duration.ofDays(36_526);
    private static final String LONG_NAME = "x".repeat(1_001);
    private static final WorkflowOptions WORKFLOW = WorkflowOptions.onTaskQueue("orders");
    private static final ClientOptions CLIENT = ClientOptions.of("http://localhost:1");

    private static Map<String, Object> memoWithoutValue() {
        Map<String, Object> memo = new HashMap<>();
        memo.put("note", null);
        return memo;
    }

    static Stream<Arguments> workflowOptions() {
        return Stream.of(
                refusal(() -> WorkflowOptions.onTaskQueue(" "), "Expected a taskQueue, but it is blank"),
                refusal(() -> WorkflowOptions.onTaskQueue(""), "Expected a taskQueue, but it is blank"),
                refusal(
                        () -> WorkflowOptions.onTaskQueue(LONG_NAME),
                        "Expected a taskQueue of at most 1000 characters, but it has 1001"),
                refusal(
                        () -> WORKFLOW.withWorkflowId(LONG_NAME),
                        "Expected a workflowId of at most 1000 characters, but it has 1001"),
                refusal(() -> WORKFLOW.withWorkflowId("\t"), "Expected a workflowId, but it is blank"),
                refusal(
                        () -> WORKFLOW.withWorkflowId("a\tb"),
                        "Expected a workflowId without control characters, but it has some"),
                refusal(
                        () -> WORKFLOW.withRequestId(LONG_NAME),
                        "Expected a requestId of at most 1000 characters, but it has 1001"),
                refusal(
                        () -> WORKFLOW.withExecutionTimeout(NEGATIVE),
                        "Expected a executionTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> WORKFLOW.withExecutionTimeout(TOO_LONG),
                        "Expected a executionTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> WORKFLOW.withRunTimeout(NEGATIVE),
                        "Expected a runTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> WORKFLOW.withRunTimeout(TOO_LONG),
                        "Expected a runTimeout of at most 100 years, but got PT876624H"),
                refusal(
                        () -> WORKFLOW.withTaskTimeout(NEGATIVE),
                        "Expected a taskTimeout of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> WORKFLOW.withTaskTimeout(Duration.ofSeconds(121)),
                        "Expected a taskTimeout of at most 120 s, but got PT2M1S"),
                refusal(
                        () -> WORKFLOW.withStartDelay(NEGATIVE),
                        "Expected a startDelay of zero (not set) or more, but got PT-1S"),
                refusal(
                        () -> WORKFLOW.withStartDelay(TOO_LONG),
                        "Expected a startDelay of at most 100 years, but got PT876624H"),
                refusal(() -> WORKFLOW.withMemo(Map.of(" ", 1)), "Expected a memo key, but it is blank"),
                refusal(
                        () -> WORKFLOW.withMemo(memoWithoutValue()),
                        "Expected a value for memo key 'note', but got null"));
    }

    @ParameterizedTest
    @MethodSource("workflowOptions")
    void workflowOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> clientOptions() {
        return Stream.of(
                refusal(() -> ClientOptions.of(" "), "Expected the URL of the platform, but it is blank"),
                refusal(
                        () -> CLIENT.withNamespace(""),
                        "Expected a namespace of 1 to 255 letters, digits, dots, underscores or hyphens, but got ''"),
                refusal(
                        () -> CLIENT.withNamespace("a/b"),
                        "Expected a namespace of 1 to 255 letters, digits, dots, underscores or hyphens, but got 'a/b'"),
                refusal(
                        () -> CLIENT.withIdentity(LONG_NAME),
                        "Expected a identity of at most 1000 characters, but it has 1001"),
                refusal(() -> CLIENT.withPatience(NEGATIVE), "Expected a patience of zero or more, but got PT-1S"),
                refusal(
                        () -> CLIENT.withPatience(Duration.ofSeconds(Long.MAX_VALUE)),
                        "Expected a patience of at most 100 years, but got PT2562047788015215H30M7S"),
                refusal(
                        () -> CLIENT.withHeaders(Map.of("Authorization", "Bearer abc\n")),
                        "Expected a value of header Authorization without line breaks and other control characters, but"
                                + " it has some"),
                refusal(
                        () -> CLIENT.withHeaders(Map.of("X-Name", "Zoë €")),
                        "Expected a value of header X-Name in ISO-8859-1, but it has other characters"),
                refusal(
                        () -> CLIENT.withHeaders(Map.of("Two words", "x")),
                        "Expected the name of a header in letters, digits and !#$%&'*+-.^_`|~, but got 'Two words'"),
                refusal(
                        () -> CLIENT.withHeaders(Map.of("", "x")),
                        "Expected the name of a header in letters, digits and !#$%&'*+-.^_`|~, but got ''"),
                refusal(
                        () -> CLIENT.withContextPropagators(new MdcPropagator(), new MdcPropagator()),
                        "Expected one context propagator of each name, but two are named 'mdc'"));
    }

    @ParameterizedTest
    @MethodSource("clientOptions")
    void clientOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                refusal(
                        () -> ResetOptions.toEvent(1),
                        "Expected the id of an event that ends a workflow task, but got 1"),
                refusal(() -> ResetOptions.toCheckpoint(" "), "Expected the name of a checkpoint, but it is blank"),
                refusal(() -> new HistoryLimit(0, 0), "Expected maximumEvents or maximumBytes, but neither is set"),
                refusal(
                        () -> HistoryLimit.events(-1),
                        "Expected a history limit of 0 (as it is) or more, but got -1 events and 0 bytes"),
                refusal(
                        () -> HistoryLimit.bytes(-1),
                        "Expected a history limit of 0 (as it is) or more, but got 0 events and -1 bytes"),
                refusal(() -> UpdateCall.of(" ", String.class), "Expected the name of an update, but it is blank"),
                refusal(
                        () -> UpdateCall.of("add", String.class).withUpdateId(""),
                        "Expected the id of an update, but it is blank"),
                refusal(
                        () -> UpdateCall.of("a\nb", String.class),
                        "Expected a name of an update without control characters, but it has some"),
                refusal(
                        () -> UpdateCall.of("add", String.class).withUpdateId("u\n"),
                        "Expected a text as updateId without control characters, but it has some"),
                refusal(() -> SignalCall.of(" "), "Expected a name of a signal, but it is blank"),
                refusal(() -> SignalCall.of("add").withRequestId(""), "Expected a requestId, but it is blank"),
                refusal(() -> ResetOptions.toEvent(7).withRequestId(" "), "Expected a requestId, but it is blank"),
                refusal(
                        () -> ActivityReference.of("o", "a\n"),
                        "Expected a name of an activity without control characters, but it has some"),
                refusal(
                        () -> ActivityReference.of("o", " "),
                        "Expected the ids of a workflow and of an activity, but got 'o' and ' '"),
                refusal(
                        () -> ActivityReference.of("", "5"),
                        "Expected the ids of a workflow and of an activity, but got '' and '5'"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void optionsOfOperationsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    private static Arguments refusal(ThrowingCallable attempt, String sentence) {
        return arguments(attempt, sentence);
    }

    @Test
    void aStubNeedsTheIdOfAWorkflow() {
        try (WorkflowClient client = WorkflowClient.connect(ClientOptions.of("http://localhost:1"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.newUntypedWorkflowStub(" "))
                    .withMessage("Expected a workflowId, but it is blank");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.newUntypedWorkflowStub(new WorkflowRun("o", "r\n")))
                    .withMessage("Expected a runId without control characters, but it has some");
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.newUntypedWorkflowStub("o").start())
                    .withMessage("Expected a stub with options, but that of o was made for a workflow that exists");
        }
    }
}
