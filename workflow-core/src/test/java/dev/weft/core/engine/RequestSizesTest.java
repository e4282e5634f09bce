package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.settings;
import static dev.weft.core.scenario.ClientSteps.startRequest;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Large.LONG_NAME;
import static dev.weft.core.scenario.Large.MEGABYTE;
import static dev.weft.core.scenario.Large.TOO_LARGE;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.scenario.Large;
import dev.weft.core.scenario.Stage;
import dev.weft.core.state.Limits;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Feature rows 11, 12 and 85, at the door of clients. */
class RequestSizesTest {
    private static final List<Payload> TWO_MEGABYTES = List.of(MEGABYTE, MEGABYTE);

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of("input", signal(List.of(TOO_LARGE), Map.of())),
                Arguments.of("input", signal(TWO_MEGABYTES, Map.of())),
                Arguments.of("input", signal(List.of(MEGABYTE), Map.of("trace", MEGABYTE))),
                Arguments.of(
                        "input",
                        new ClientRequest.UpdateWorkflow("", "u", "update", TWO_MEGABYTES, Map.of(), true, "client")),
                Arguments.of("input", new ClientRequest.QueryWorkflow("", "state", TWO_MEGABYTES, 0)),
                Arguments.of("input", start(settings().withInput(TWO_MEGABYTES))),
                Arguments.of("memo", start(withMemo(Map.of("m", TOO_LARGE)))),
                Arguments.of("search attribute 'a'", start(withAttributes(Map.of("a", Large.bytes(2_049))))),
                Arguments.of("100 search attributes", start(withAttributes(attributes(101, 1)))),
                Arguments.of("40960 bytes", start(withAttributes(attributes(30, 1_500)))),
                Arguments.of(
                        "input",
                        new ClientRequest.SignalWithStart(
                                startRequest("run-2", settings()), "pay", TWO_MEGABYTES, Map.of())),
                Arguments.of("details", new ClientRequest.TerminateWorkflow("", "", TWO_MEGABYTES, "client")),
                Arguments.of("result", outcome(new ActivityOutcome.Completed(TOO_LARGE))),
                Arguments.of("failure", outcome(new ActivityOutcome.Failed(Large.failure(3 << 20)))),
                Arguments.of("heartbeat", outcome(new ActivityOutcome.Heartbeat(TWO_MEGABYTES))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void requestThatIsTooLargeIsRefusedWithASentenceAndNothingIsWritten(String what, ClientRequest request) {
        open().when(does(request))
                .thenNothingChanges()
                .thenRejected(RejectionReason.TOO_LARGE)
                .thenReply(Reply.Rejected.class, reply -> assertThat(reply.message())
                        .contains(what));
    }

    static Stream<ClientRequest> tooLong() {
        return Stream.of(
                new ClientRequest.SignalWorkflow("", LONG_NAME, List.of(), Map.of(), "client"),
                new ClientRequest.SignalWorkflow("", "pay", List.of(), Map.of(), LONG_NAME),
                new ClientRequest.UpdateWorkflow("", LONG_NAME, "update", List.of(), Map.of(), true, "client"),
                new ClientRequest.UpdateWorkflow("", "u", LONG_NAME, List.of(), Map.of(), true, "client"),
                new ClientRequest.QueryWorkflow("", LONG_NAME, List.of(), 0),
                new ClientRequest.PollUpdate("", LONG_NAME, true),
                new ClientRequest.RequestCancelWorkflow("", LONG_NAME, "client"),
                new ClientRequest.TerminateWorkflow("", LONG_NAME, List.of(), "client"),
                new ClientRequest.PauseWorkflow("", LONG_NAME, "client"),
                new ClientRequest.ResumeWorkflow("", LONG_NAME, "client"),
                new ClientRequest.ReportActivityById(
                        "", LONG_NAME, new ActivityOutcome.Completed(Payload.NONE), "client"),
                start(RunSettings.of(LONG_NAME, "queue", List.of())),
                start(RunSettings.of("Order", LONG_NAME, List.of())),
                start(withAttributes(Map.of(LONG_NAME, Payload.json("1")))));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void nameThatIsTooLongIsRefused(ClientRequest request) {
        open().when(does(request)).thenNothingChanges().thenRejected(RejectionReason.INVALID);
    }

    @Test
    void whatIsJustSmallEnoughIsTaken() {
        int overhead = 64;
        Payload largest = Large.bytes((int) Limits.PAYLOAD_BYTES - overhead);
        open().when(does(signal(List.of(largest), Map.of()))).thenReply(Reply.Accepted.class);
        given().when(does(start(withMemo(Map.of("m", largest)).withInput(List.of(largest)))))
                .thenReply(Reply.Started.class);
        given().when(does(start(withAttributes(attributes(19, 2_048))))).thenReply(Reply.Started.class);
    }

    private static Stage open() {
        return given(started(), taskCompleted(scheduleActivity("a")));
    }

    private static ClientRequest signal(List<Payload> input, Map<String, Payload> header) {
        return new ClientRequest.SignalWorkflow("", "pay", input, header, "client");
    }

    private static ClientRequest start(RunSettings settings) {
        return startRequest("run-2", settings);
    }

    private static ClientRequest outcome(ActivityOutcome outcome) {
        return new ClientRequest.ReportActivityById("", "a", outcome, "client");
    }

    static RunSettings withMemo(Map<String, Payload> memo) {
        return changed(memo, Map.of());
    }

    static RunSettings withAttributes(Map<String, Payload> attributes) {
        return changed(Map.of(), attributes);
    }

    private static RunSettings changed(Map<String, Payload> memo, Map<String, Payload> attributes) {
        RunSettings plain = settings();
        return new RunSettings(
                plain.workflowType(),
                plain.taskQueue(),
                plain.input(),
                plain.executionTimeout(),
                plain.runTimeout(),
                plain.taskTimeout(),
                plain.retryPolicy(),
                memo,
                attributes,
                plain.header(),
                plain.retention());
    }

    static Map<String, Payload> attributes(int count, int bytes) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(index -> "attribute-" + index, each(Large.bytes(bytes))));
    }

    private static Function<Integer, Payload> each(Payload value) {
        return index -> value;
    }
}
