package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.cancelTimer;
import static dev.weft.core.scenario.Commands.cancelWorkflow;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.signalWorkflow;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.scenario.Stage;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandValidationTest {

    /** The scheduled event of the activity that is pending. */
    private static final long PENDING = 5;

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("BAD_COMMAND_SEQUENCE", List.of(complete(), startTimer("u", Duration.ZERO))),
                Arguments.of("SCHEDULE_ACTIVITY_DUPLICATE_ID", List.of(scheduleActivity("a"))),
                Arguments.of("SCHEDULE_ACTIVITY_DUPLICATE_ID", List.of(scheduleActivity("b"), scheduleActivity("b"))),
                Arguments.of("BAD_SCHEDULE_ACTIVITY_ATTRIBUTES", List.of(scheduleActivity(""))),
                Arguments.of(
                        "BAD_SCHEDULE_ACTIVITY_ATTRIBUTES",
                        List.of(scheduleActivity("b", ActivitySettings.startToClose(Duration.ZERO)))),
                Arguments.of(
                        "BAD_SCHEDULE_ACTIVITY_ATTRIBUTES",
                        List.of(scheduleActivity("b", ActivitySettings.startToClose(Duration.ofSeconds(-1))))),
                Arguments.of("BAD_SCHEDULE_ACTIVITY_ATTRIBUTES", List.of(scheduleActivity("b", endlessRetry()))),
                Arguments.of("BAD_REQUEST_CANCEL_ACTIVITY_ATTRIBUTES", List.of(cancelActivity(99))),
                Arguments.of(
                        "BAD_REQUEST_CANCEL_ACTIVITY_ATTRIBUTES",
                        List.of(cancelActivity(PENDING), cancelActivity(PENDING))),
                Arguments.of("START_TIMER_DUPLICATE_ID", List.of(startTimer("t", Duration.ZERO))),
                Arguments.of("BAD_START_TIMER_ATTRIBUTES", List.of(startTimer("u", Duration.ofSeconds(-1)))),
                Arguments.of("BAD_START_TIMER_ATTRIBUTES", List.of(startTimer("", Duration.ZERO))),
                Arguments.of("BAD_CANCEL_TIMER_ATTRIBUTES", List.of(cancelTimer("u"))),
                Arguments.of("BAD_CANCEL_TIMER_ATTRIBUTES", List.of(cancelTimer("t"), cancelTimer("t"))),
                Arguments.of(
                        "BAD_RECORD_MARKER_ATTRIBUTES", List.of(new Command.RecordMarker("", Map.of(), Failure.NONE))),
                Arguments.of("BAD_START_CHILD_EXECUTION_ATTRIBUTES", List.of(childWithoutType())),
                Arguments.of("BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES", List.of(signalWorkflow("", "hello"))),
                Arguments.of("BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES", List.of(signalWorkflow("other", ""))),
                Arguments.of("BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES", List.of(signalElsewhere())),
                Arguments.of("BAD_REQUEST_CANCEL_EXTERNAL_ATTRIBUTES", List.of(cancelWorkflow(""))),
                Arguments.of("BAD_REQUEST_CANCEL_EXTERNAL_ATTRIBUTES", List.of(cancelElsewhere())),
                Arguments.of("BAD_REQUEST_CANCEL_EXTERNAL_ATTRIBUTES", List.of(child(), cancelWorkflow("child"))),
                Arguments.of("BAD_START_CHILD_EXECUTION_ATTRIBUTES", List.of(childInThePast())),
                Arguments.of("BAD_FAIL_WORKFLOW_EXECUTION_ATTRIBUTES", List.of(new Command.FailWorkflow(Failure.NONE))),
                Arguments.of(
                        "BAD_SEARCH_ATTRIBUTES",
                        List.of(new Command.UpsertSearchAttributes(Map.of("", Payload.json("1"))))),
                Arguments.of("BAD_COMMAND_SEQUENCE", List.of(complete(), complete())),
                Arguments.of("START_TIMER_DUPLICATE_ID", List.of(timer("u"), timer("u"))),
                Arguments.of("BAD_CONTINUE_AS_NEW_ATTRIBUTES", List.of(continueInThePast())),
                Arguments.of("BAD_UPDATE_MESSAGE", List.of(acceptUpdate("unknown"))),
                Arguments.of("BAD_UPDATE_MESSAGE", List.of(acceptUpdate("u"), acceptUpdate("u"))),
                Arguments.of("BAD_UPDATE_MESSAGE", List.of(completeUpdate("u"))),
                Arguments.of(
                        "BAD_UPDATE_MESSAGE", List.of(acceptUpdate("u"), completeUpdate("u"), completeUpdate("u"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("invalid")
    void invalidCommandsFailTheTaskAndNoneOfThemCounts(WorkflowTaskFailedCause cause, List<Command> commands) {
        Stage stage = given(
                started(), taskCompleted(scheduleActivity("a"), startTimer("t", Duration.ofHours(1))), update("u"));
        stage.when(taskCompleted(commands.toArray(Command[]::new))).thenState(state -> {
            assertThat(state.activities().keys()).containsExactly(PENDING);
            assertThat(state.timers().size()).isEqualTo(1);
            assertThat(state.isOpen()).isTrue();
            assertThat(state.run().problem().cause()).isEqualTo(cause.name());
        });
    }

    @Test
    void causeIsRecordedInHistory() {
        given(started()).when(taskCompleted(cancelTimer("unknown"))).thenEvent(WorkflowTaskFailed.class, event -> {
            assertThat(event.cause()).isEqualTo(WorkflowTaskFailedCause.BAD_CANCEL_TIMER_ATTRIBUTES);
            assertThat(event.failure().message()).contains("Expected", ", but");
        });
    }

    private static ActivitySettings endlessRetry() {
        return new ActivitySettings(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ZERO,
                new RetryPolicy(Duration.ofSeconds(Long.MAX_VALUE), 1, Duration.ZERO, 0, List.of()));
    }

    static Stream<Arguments> tooMany() {
        return Stream.of(
                Arguments.of("PENDING_ACTIVITIES_LIMIT_EXCEEDED", Limits.PENDING_ACTIVITIES, (IntFunction<Command>)
                        index -> scheduleActivity("a-" + index)),
                Arguments.of("PENDING_TIMERS_LIMIT_EXCEEDED", Limits.PENDING_TIMERS, (IntFunction<Command>)
                        index -> timer("t-" + index)),
                Arguments.of("PENDING_CHILD_WORKFLOWS_LIMIT_EXCEEDED", Limits.PENDING_CHILDREN, (IntFunction<Command>)
                        index -> child()),
                Arguments.of("PENDING_EXTERNAL_LIMIT_EXCEEDED", Limits.PENDING_EXTERNALS, (IntFunction<Command>)
                        index -> signalWorkflow("other", "hello")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMany")
    void pendingThingsAreBounded(WorkflowTaskFailedCause cause, int limit, IntFunction<Command> command) {
        Command[] most = IntStream.range(0, limit).mapToObj(command).toArray(Command[]::new);
        Stage stage = given(started());
        stage.when(taskCompleted(most))
                .thenState(state -> assertThat(state.run().problem().isNone()).isTrue());
        stage.when(signal("more"));
        stage.when(taskCompleted(command.apply(limit)))
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                        .isEqualTo(cause));
    }

    @Test
    void oneCommandTooManyOfATaskFailsIt() {
        Command[] tooMany = IntStream.rangeClosed(0, Limits.PENDING_TIMERS)
                .mapToObj(i -> timer("t-" + i))
                .toArray(Command[]::new);
        given(started()).when(taskCompleted(tooMany)).thenEvent(WorkflowTaskFailed.class, event -> assertThat(
                        event.cause())
                .isEqualTo(WorkflowTaskFailedCause.PENDING_TIMERS_LIMIT_EXCEEDED));
    }

    @Test
    void childOfAnEarlierTaskMayBeCanceled() {
        given(started(), taskCompleted(child()), signal("stop"))
                .when(taskCompleted(cancelWorkflow("child")))
                .thenEvent(RequestCancelExternalWorkflowExecutionInitiated.class, event -> {});
    }

    private static Command timer(String timerId) {
        return startTimer(timerId, Duration.ofHours(1));
    }

    private static Command child() {
        return startChild("child", ParentClosePolicy.TERMINATE);
    }

    private static Command signalElsewhere() {
        return new Command.SignalExternalWorkflow(
                new ExecutionKey("elsewhere", "other"), "", "hello", List.of(), Map.of(), false);
    }

    private static Command cancelElsewhere() {
        return new Command.RequestCancelExternalWorkflow(new ExecutionKey("elsewhere", "other"), "", false, "enough");
    }

    private static Command childInThePast() {
        RunSettings settings = RunSettings.of("Shipment", "", List.of())
                .withTimeouts(Duration.ZERO, Duration.ofSeconds(-1), Duration.ZERO);
        return new Command.StartChildWorkflow(
                "child", settings, ParentClosePolicy.TERMINATE, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    private static Command childWithoutType() {
        return new Command.StartChildWorkflow(
                "child",
                RunSettings.of("", "", List.of()),
                ParentClosePolicy.TERMINATE,
                WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    private static Command continueInThePast() {
        return new Command.ContinueAsNew(RunSettings.of("", "", List.of()), Duration.ofSeconds(-1));
    }
}
