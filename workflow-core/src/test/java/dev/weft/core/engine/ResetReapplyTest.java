package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.LAST_TASK;
import static dev.weft.core.scenario.OperatorSteps.RESET_RUN;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.OperatorSteps.resetWith;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAdmitted;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.scenario.Stage;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reached the old run after the point reaches the new one (rule 2.8-5). */
class ResetReapplyTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void signalsAfterThePointAreAppliedAgainInOrder() {
        Stage stage = given(started(), signal("one"), taskCompleted(), signal("two"), taskCompleted(), signal("three"));
        stage.when(reset(FIRST_TASK));
        assertThat(signals(stage, RESET_RUN)).containsExactly("one", "two", "three");
    }

    @Test
    void signalsBeforeThePointAreThereOnce() {
        Stage stage = given(started(), taskCompleted(), signal("one"), taskCompleted(), signal("two"));
        stage.when(reset(LAST_TASK));
        assertThat(signals(stage, RESET_RUN)).containsExactly("one", "two");
    }

    @Test
    void signalAppliedAgainCountsThoughItsRequestIdWasSeen() {
        Stage stage = given(started(), taskCompleted(), asked("signal-1", signal("one")));
        stage.when(reset(FIRST_TASK));
        assertThat(signals(stage, RESET_RUN)).containsExactly("one");
        stage.when(asked("signal-1", signal("one"))).thenNothingChanges().thenReply(Reply.Accepted.class);
    }

    @Test
    void bufferedSignalsReachTheNewRun() {
        Stage stage = given(started(), signal("one"));
        stage.when(reset(FIRST_TASK));
        assertThat(signals(stage, FIRST_RUN)).containsExactly("one");
        assertThat(signals(stage, RESET_RUN)).containsExactly("one");
    }

    @Test
    void signalInTheMillisecondOfAResetIsAppliedAgainByTheNextOneOfTheSameBase() {
        Stage stage = given(started(), taskCompleted(), paused(), signal("before"), reset("", "run-2", FIRST_TASK));
        stage.when(signal("after"));
        stage.when(reset(FIRST_RUN, "run-3", FIRST_TASK));
        assertThat(stage.history("run-3").stream()
                        .map(HistoryEvent::attributes)
                        .filter(WorkflowExecutionSignaled.class::isInstance)
                        .map(signal -> ((WorkflowExecutionSignaled) signal).signalName()))
                .containsExactly("before", "after");
    }

    @Test
    void signalsCanBeExcluded() {
        Stage stage = given(started(), signal("one"), update("u1"), taskCompleted(acceptUpdate("u1")));
        stage.when(resetWith(false, true, FIRST_TASK)).thenEvent(WorkflowExecutionUpdateAdmitted.class, event -> {});
        assertThat(signals(stage, RESET_RUN)).isEmpty();
    }

    @Test
    void acceptedUpdateIsDeliveredAgain() {
        given(started(), taskCompleted(), update("u1"), taskCompleted(acceptUpdate("u1")))
                .when(reset(FIRST_TASK))
                .thenEvent(WorkflowExecutionUpdateAdmitted.class, event -> {
                    assertThat(event.updateId()).isEqualTo("u1");
                    assertThat(event.updateName()).isEqualTo("add");
                })
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .hasSize(1));
    }

    @Test
    void completedUpdateIsDeliveredAgain() {
        given(started(), taskCompleted(), update("u1"), taskCompleted(acceptUpdate("u1"), completeUpdate("u1")))
                .when(reset(FIRST_TASK))
                .thenEvent(WorkflowExecutionUpdateAdmitted.class, event -> assertThat(event.updateId())
                        .isEqualTo("u1"));
    }

    @Test
    void updateThatAResetTookOverIsTakenOverByTheNextReset() {
        given(started(), taskCompleted(), update("u1"), taskCompleted(acceptUpdate("u1")), reset(FIRST_TASK))
                .when(reset("", "run-again", FIRST_TASK))
                .thenEvent(WorkflowExecutionUpdateAdmitted.class, event -> assertThat(event.updateId())
                        .isEqualTo("u1"));
    }

    @Test
    void updatesCanBeExcluded() {
        Stage stage = given(started(), taskCompleted(), update("u1"), taskCompleted(acceptUpdate("u1")), signal("one"));
        stage.when(resetWith(true, false, FIRST_TASK));
        assertThat(stage.eventTypes(RESET_RUN)).doesNotContain("WorkflowExecutionUpdateAdmitted");
        assertThat(signals(stage, RESET_RUN)).containsExactly("one");
    }

    @Test
    void signalsOfTheRunsThatFollowedReachTheNewRun() {
        Stage stage = given(started(), signal("one"), taskCompleted());
        stage.when(later(HOUR, taskCompleted(continueAsNew())));
        stage.when(signal("two"));
        stage.when(taskCompleted());
        stage.when(signal("three"));
        stage.when(reset(FIRST_RUN, RESET_RUN, FIRST_TASK));
        assertThat(signals(stage, RESET_RUN)).containsExactly("one", "two", "three");
    }

    @Test
    void signalsOfAnEarlierResetAreNotAppliedTwice() {
        Stage stage = given(started(), signal("one"), taskCompleted());
        stage.when(reset(FIRST_TASK));
        stage.when(signal("two"));
        stage.when(reset(FIRST_RUN, "run-again", FIRST_TASK));
        assertThat(signals(stage, "run-again")).containsExactly("one", "two");
    }

    @Test
    void cancelRequestIsNotAppliedAgain() {
        given(started(), taskCompleted(), cancel())
                .when(reset(FIRST_TASK))
                .thenState(state -> assertThat(state.run().cancelRequested()).isFalse());
    }

    @Test
    void cancelRequestBeforeThePointIsKept() {
        given(started(), taskCompleted(), cancel(), taskCompleted())
                .when(reset(LAST_TASK))
                .thenState(state -> assertThat(state.run().cancelRequested()).isTrue());
    }

    @Test
    void terminationIsNotAppliedAgain() {
        given(started(), taskCompleted(), terminate())
                .when(reset(LAST_TASK))
                .thenState(state -> assertThat(state.isOpen()).isTrue());
    }

    @Test
    void moreMessagesThanAResetTakesOverAreRejected() {
        Stage stage = given(started(), taskCompleted());
        for (int i = 0; i <= Limits.REAPPLIED_MESSAGES; i++) {
            stage.when(signal("s"));
        }
        stage.when(taskCompleted());
        stage.when(reset(FIRST_TASK)).thenRejected(RejectionReason.LIMIT_EXCEEDED);
        stage.when(resetWith(false, true, FIRST_TASK)).thenReply(Reply.ResetDone.class);
    }

    @Test
    void oneTaskCarriesABoundedNumberOfUpdates() {
        Stage stage = given(started(), taskCompleted());
        for (int i = 0; i <= Limits.UPDATES_IN_FLIGHT; i++) {
            stage.when(update("u" + i));
            stage.when(taskCompleted(acceptUpdate("u" + i), completeUpdate("u" + i)));
        }
        stage.when(reset(FIRST_TASK)).thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                .hasSize(Limits.UPDATES_IN_FLIGHT));
        stage.when(taskCompleted()).thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                .hasSize(1));
    }

    private static List<String> signals(Stage stage, String runId) {
        return stage.history(runId).stream()
                .filter(event -> event.attributes() instanceof WorkflowExecutionSignaled)
                .map(event -> ((WorkflowExecutionSignaled) event.attributes()).signalName())
                .toList();
    }
}
