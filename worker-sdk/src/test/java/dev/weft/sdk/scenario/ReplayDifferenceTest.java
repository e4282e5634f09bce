package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.replay.ReplayDifference;
import dev.weft.sdk.runner.WorkflowReplayer;
import dev.weft.sdk.scenario.Lambdas.Body;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replay that fails tells, command by command. */
class ReplayDifferenceTest {
    private static final ExecutionKey KEY = new ExecutionKey("default", "order-7");

    private static List<HistoryEvent> historyOf(Body body) {
        try (ScriptedServer server = Lambdas.started(Cache.NONE, body)) {
            server.task().fireTimer().task().completeActivity("Step", "done").task();
            return List.copyOf(server.history());
        }
    }

    private static void replay(Body changed, List<HistoryEvent> history) {
        try (WorkflowReplayer replayer = new WorkflowReplayer(
                Lambdas.registry(changed), new StandardDataConverter(), new StandardFailureConverter())) {
            replayer.replay(KEY, history);
        }
    }

    private static ReplayDifference difference(Body changed, List<HistoryEvent> history) {
        return catchThrowableOfType(NonDeterminismException.class, () -> replay(changed, history))
                .difference()
                .orElseThrow();
    }

    private final List<HistoryEvent> history = historyOf(code -> {
        Workflow.sleep(Duration.ofHours(1));
        return code.steps.step("a");
    });

    @Test
    void anotherCommandIsToldWithThoseAroundIt() {
        ReplayDifference difference = difference(
                code -> {
                    Workflow.sleep(Duration.ofHours(1));
                    Async.function(code.steps::undo, "a");
                    Async.function(code.steps::step, "a");
                    Workflow.sleep(Duration.ofDays(1));
                    return "";
                },
                history);

        assertThat(difference.eventId()).isEqualTo(10);
        assertThat(difference.recorded()).isEqualTo("event 10 ActivityTaskScheduled (activity Step, id 2)");
        assertThat(difference.issued()).isEqualTo("StartTimer (timer 2, PT24H)");
        assertThat(difference.position()).contains("ReplayDifferenceTest.java:");
        assertThat(difference.before()).hasSize(1).first().asString().startsWith("StartTimer (timer 1, PT1H) at ");
        assertThat(difference.after())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("ScheduleActivity (activity Step, id 4)");
    }

    @Test
    void aMissingCommandIsToldWithTheLineThatWaits() {
        ReplayDifference difference = difference(
                code -> {
                    Workflow.await(() -> !code.notes.isEmpty());
                    return "";
                },
                history);

        assertThat(difference.eventId()).isEqualTo(5);
        assertThat(difference.issued()).isEmpty();
        assertThat(difference.position()).startsWith("waits at ");
        assertThat(ReplayDifference.describe(history.get(4))).isEqualTo(difference.recorded());
    }

    private static Body activity(ActivityCancellationType cancellationType) {
        return code -> Workflow.newUntypedActivityStub(
                        ActivityOptions.startToClose(Duration.ofMinutes(1)).withCancellationType(cancellationType))
                .execute("Step", String.class);
    }

    @Test
    void aCommandThatNoCodeHasIssuedHasNoLine() {
        List<HistoryEvent> canceled;
        try (ScriptedServer server = Lambdas.started(Cache.NONE, activity(ActivityCancellationType.ABANDON))) {
            server.task().cancel("enough").task();
            canceled = List.copyOf(server.history());
        }

        ReplayDifference difference = difference(activity(ActivityCancellationType.TRY_CANCEL), canceled);

        assertThat(difference.issued()).startsWith("RequestCancelActivity");
        assertThat(difference.position()).isEqualTo("a cancel request");
    }

    @Test
    void codeFindsItsWorkflowIdOnReplay() {
        replay(
                code -> {
                    assertThat(Workflow.getInfo().workflowId()).isEqualTo("order-7");
                    Workflow.sleep(Duration.ofHours(1));
                    return code.steps.step("a");
                },
                history);
    }

    @Test
    void whatIsNoHistoryIsRefused() {
        assertThatThrownBy(() -> replay(code -> "", history.subList(1, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a history that begins with WorkflowExecutionStarted");
    }
}
