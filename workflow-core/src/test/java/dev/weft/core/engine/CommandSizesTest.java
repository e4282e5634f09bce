package dev.weft.core.engine;

import static dev.weft.core.engine.RequestSizesTest.attributes;
import static dev.weft.core.engine.RequestSizesTest.withAttributes;
import static dev.weft.core.engine.RequestSizesTest.withMemo;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.settings;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.signalWorkflow;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Large.LONG_NAME;
import static dev.weft.core.scenario.Large.MEGABYTE;
import static dev.weft.core.scenario.Large.TOO_LARGE;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateCompleted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.scenario.ClientSteps;
import dev.weft.core.scenario.Large;
import dev.weft.core.scenario.Stage;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Feature row 85, and rule 2.4-10 for what workflow code asks for. */
class CommandSizesTest {
    private static final List<Payload> TWO_MEGABYTES = List.of(MEGABYTE, MEGABYTE);

    static Stream<Arguments> tooLarge() {
        String payload = "PAYLOAD_LIMIT_EXCEEDED";
        return Stream.of(
                Arguments.of(payload, activity(TWO_MEGABYTES, Map.of())),
                Arguments.of(payload, activity(List.of(MEGABYTE), Map.of("trace", MEGABYTE))),
                Arguments.of(payload, child(settings().withInput(TWO_MEGABYTES))),
                Arguments.of(payload, child(withMemo(Map.of("m", TOO_LARGE)))),
                Arguments.of(payload, signal(TWO_MEGABYTES)),
                Arguments.of(payload, marker(Map.of("a", List.of(MEGABYTE), "b", List.of(MEGABYTE)), Failure.NONE)),
                Arguments.of(payload, marker(Map.of("a", List.of(MEGABYTE)), Large.failure(1 << 20))),
                Arguments.of(payload, new Command.ModifyProperties(Map.of("m", TOO_LARGE))),
                Arguments.of(payload, new Command.ModifyProperties(Map.of("more", MEGABYTE))),
                Arguments.of(payload, new Command.CompleteWorkflow(TOO_LARGE)),
                Arguments.of(payload, new Command.CancelWorkflow(TWO_MEGABYTES)),
                Arguments.of(payload, next(settings().withInput(TWO_MEGABYTES))),
                Arguments.of(payload, next(settings().withInput(List.of(MEGABYTE)))),
                Arguments.of("BAD_SEARCH_ATTRIBUTES", upsert(Map.of("a", Large.bytes(2_049)))),
                Arguments.of("BAD_SEARCH_ATTRIBUTES", upsert(attributes(101, 1))),
                Arguments.of("BAD_SEARCH_ATTRIBUTES", upsert(attributes(20, 2_000))),
                Arguments.of("BAD_SEARCH_ATTRIBUTES", child(withAttributes(attributes(30, 2_000)))),
                Arguments.of("BAD_SCHEDULE_ACTIVITY_ATTRIBUTES", scheduleActivity(LONG_NAME)),
                Arguments.of("BAD_START_TIMER_ATTRIBUTES", startTimer(LONG_NAME, Duration.ofSeconds(1))),
                Arguments.of(
                        "BAD_START_CHILD_EXECUTION_ATTRIBUTES", startChild(LONG_NAME, ParentClosePolicy.TERMINATE)),
                Arguments.of("BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES", signalWorkflow("other", LONG_NAME)),
                Arguments.of(
                        "BAD_RECORD_MARKER_ATTRIBUTES", new Command.RecordMarker(LONG_NAME, Map.of(), Failure.NONE)),
                Arguments.of("BAD_CONTINUE_AS_NEW_ATTRIBUTES", next(RunSettings.of(LONG_NAME, "", List.of()))),
                Arguments.of("BAD_UPDATE_MESSAGE", acceptUpdate(LONG_NAME)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("tooLarge")
    void commandThatIsTooLargeFailsItsTaskAndTheRunWaitsForOtherCode(WorkflowTaskFailedCause cause, Command command) {
        Stage stage = large();
        stage.when(taskCompleted(command))
                .thenEvent(WorkflowTaskFailed.class, event -> {
                    assertThat(event.cause()).isEqualTo(cause);
                    assertThat(event.failure().message()).contains("Expected", ", but");
                })
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.isOpen()).isTrue());
        stage.when(nextIsDue()).thenAsks(Effect.DispatchWorkflowTask.class);
        stage.when(taskCompleted(command))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.STUCK));
        stage.when(nextIsDue());
        stage.when(taskCompleted(complete()))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.COMPLETED));
    }

    /** With a memo of a megabyte, half of the search attributes, and a header that the next run would inherit. */
    private static Stage large() {
        RunSettings begin = settings().withHeader(Map.of("trace", MEGABYTE));
        return given(
                started(old -> begin),
                taskCompleted(upsert(Map.of("old", Large.bytes(1_000))), memo(), startTimer("t", Duration.ofHours(1))),
                ClientSteps.signal("go on"));
    }

    @Test
    void whatTheCommandsOfOneTaskUpsertCountsTogether() {
        given(started())
                .when(taskCompleted(memo(), new Command.ModifyProperties(Map.of("more", MEGABYTE))))
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                        .isEqualTo(WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED));
    }

    @Test
    void memoThatTakesThePlaceOfAnotherOneFits() {
        given(started(), taskCompleted(memo()), ClientSteps.signal("go on"))
                .when(taskCompleted(new Command.ModifyProperties(Map.of("m", Large.bytes(3 << 19)))))
                .thenState(state -> assertThat(state.run().problem().isNone()).isTrue());
    }

    @Test
    void failureThatIsTooLargeIsShortenedAndEndsTheRun() {
        given(started())
                .when(taskCompleted(new Command.FailWorkflow(Large.failure(5 << 20, MEGABYTE, MEGABYTE))))
                .thenEvent(WorkflowExecutionFailed.class, event -> {
                    assertThat(event.failure().message()).isEqualTo("it broke");
                    assertThat(EncodedSize.of(event.failure())).isBetween(1L << 20, Limits.PAYLOAD_BYTES);
                });
    }

    @Test
    void failureOfManyCausesIsShortened() {
        Failure failure = Failure.NONE;
        for (int causes = 0; causes < 300; causes++) {
            failure = failure.wrappedIn(Large.failure(20_000).chain().getFirst());
        }
        Failure deep = failure;
        given(started())
                .when(taskCompleted(new Command.FailWorkflow(deep)))
                .thenEvent(WorkflowExecutionFailed.class, event -> {
                    assertThat(event.failure().chain()).hasSizeBetween(90, 110);
                    assertThat(EncodedSize.of(event.failure())).isLessThanOrEqualTo(Limits.PAYLOAD_BYTES);
                });
    }

    @Test
    void callerOfAnUpdateWhoseResultIsTooLargeHearsWhy() {
        given(started(), taskCompleted(), asked("u", update("u")))
                .when(taskCompleted(acceptUpdate("u"), new Command.CompleteUpdate("u", TOO_LARGE, Failure.NONE)))
                .thenEvent(WorkflowExecutionUpdateCompleted.class, event -> assertThat(event.result())
                        .isEqualTo(Payload.NONE))
                .thenTells(ClientSteps.ASKER, Reply.UpdateProgress.class, reply -> assertThat(
                                reply.failure().message())
                        .contains("result of update 'add'", ", but it has"));
    }

    @Test
    void smallOutcomeOfAnUpdateIsToldAsItIs() {
        given(started(), taskCompleted(), asked("u", update("u")))
                .when(taskCompleted(acceptUpdate("u"), completeUpdate("u")))
                .thenTells(ClientSteps.ASKER, Reply.UpdateProgress.class, reply -> assertThat(reply.result())
                        .isEqualTo(Payload.json("3")));
    }

    @Test
    void namesOfSignalsThatCameToNothingAreBoundedInTheClosingEvent() {
        Stage stage = given(started());
        String name = "n".repeat(Limits.NAME_CHARACTERS);
        for (int reruns = 0; reruns < Limits.CLOSE_RERUNS; reruns++) {
            stage.when(ClientSteps.signal("again"));
            stage.when(taskCompleted(complete()));
        }
        for (int signals = 0; signals < 1_000; signals++) {
            stage.when(ClientSteps.signal(name));
        }
        stage.when(taskCompleted(complete()))
                .thenEvent(WorkflowExecutionCompleted.class, event -> assertThat(event.unseenSignals())
                        .hasSizeBetween(200, 300));
    }

    @Test
    void longIdentityOfAWorkerIsCut() {
        Stage stage = given(started());
        stage.when(of -> {
                    var plain = (WorkerRequest.CompleteWorkflowTask)
                            taskCompleted().of(of).body();
                    return Request.of(
                            Stage.KEY,
                            new WorkerRequest.CompleteWorkflowTask(
                                    plain.runId(),
                                    plain.scheduledEventId(),
                                    plain.attempt(),
                                    plain.startedTime(),
                                    LONG_NAME,
                                    List.of(),
                                    List.of(),
                                    "",
                                    Duration.ZERO,
                                    false,
                                    LONG_NAME,
                                    LONG_NAME,
                                    List.of()));
                })
                .thenEvent(WorkflowTaskCompleted.class, event -> assertThat(event.identity())
                        .hasSize((int) Limits.IDENTITY_BYTES));
    }

    private static Command activity(List<Payload> input, Map<String, Payload> header) {
        return new Command.ScheduleActivity(
                "a", "Charge", "", input, header, ActivitySettings.startToClose(Duration.ofMinutes(1)));
    }

    private static Command child(RunSettings settings) {
        return new Command.StartChildWorkflow(
                "child", settings, ParentClosePolicy.TERMINATE, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    private static Command signal(List<Payload> input) {
        return new Command.SignalExternalWorkflow(new ExecutionKey("", "other"), "", "s", input, Map.of(), false);
    }

    private static Command marker(Map<String, List<Payload>> details, Failure failure) {
        return new Command.RecordMarker("marker", details, failure);
    }

    private static Command memo() {
        return new Command.ModifyProperties(Map.of("m", MEGABYTE));
    }

    private static Command upsert(Map<String, Payload> attributes) {
        return new Command.UpsertSearchAttributes(attributes);
    }

    private static Command next(RunSettings settings) {
        return new Command.ContinueAsNew(settings, Duration.ZERO);
    }
}
