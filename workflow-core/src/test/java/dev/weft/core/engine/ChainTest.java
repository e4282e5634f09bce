package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAfter;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.fail;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.FamilySteps.OTHER;
import static dev.weft.core.scenario.FamilySteps.released;
import static dev.weft.core.scenario.FamilySteps.startedAsChild;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCanceled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionFailed;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTimedOut;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules 2.7-1 to 2.7-3, feature rows 8, 9, 19 and 41: what passes from one run of a chain to the next. */
class ChainTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RetryPolicy ENDLESS = new RetryPolicy(SECOND, 2, MINUTE, 0, List.of());

    @Test
    void runThatTimesOutEndsItsTaskAndFlushesItsBufferFirst() {
        given(started(settings -> settings.withTimeouts(Duration.ZERO, MINUTE, Duration.ZERO)), signal("pay"))
                .when(nextIsDue())
                .thenEvents(WorkflowTaskFailed.class, WorkflowExecutionSignaled.class, WorkflowExecutionTimedOut.class)
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                        .isEqualTo(WorkflowTaskFailedCause.FORCE_CLOSE_COMMAND));
    }

    @Test
    void terminationDuringAProvisionalTaskWritesNothingOfTheTask() {
        given(started(), taskCompleted(), update("u")).when(terminate()).thenEvents(WorkflowExecutionTerminated.class);
    }

    @Test
    void whatTheChainReturnedLastIsKnownToItsNextRuns() {
        WorkflowExecutionStarted begun = given(started()).state().run().started();
        WorkflowExecutionStarted scheduled = new WorkflowExecutionStarted(
                begun.settings(),
                begun.runId(),
                begun.firstRunId(),
                begun.originalRunId(),
                begun.continuedRunId(),
                begun.initiator(),
                begun.attempt(),
                begun.executionExpiration(),
                begun.firstTaskBackoff(),
                begun.parent(),
                begun.root(),
                begun.waitsForParent(),
                begun.continuedFailure(),
                Payload.json("41"),
                begun.identity(),
                begun.requestId(),
                begun.origins());
        Stage stage = Stage.of(new HistoryEvent(1, Stage.BEGINNING, scheduled));
        stage.when(signal("begin"));
        for (int runs = 0; runs < 2; runs++) {
            stage.when(taskCompleted(continueAsNew()))
                    .thenEvent(WorkflowExecutionStarted.class, event -> assertThat(event.lastCompletionResult())
                            .isEqualTo(Payload.json("41")));
            stage.when(nextIsDue());
        }
    }

    @Test
    void canceledRunIsNotRetried() {
        given(retried(), cancel(), taskCompleted())
                .when(taskCompleted(new Command.CancelWorkflow(List.of())))
                .thenEvents(WorkflowTaskCompleted.class, WorkflowExecutionCanceled.class);
    }

    @Test
    void terminatedRunIsNotRetried() {
        given(retried()).when(terminate()).thenEvents(WorkflowTaskFailed.class, WorkflowExecutionTerminated.class);
    }

    @Test
    void retriedRunNamesItsSuccessorAndKeepsTheEndOfTheChain() {
        Stage stage = given(started(settings -> settings.withTimeouts(Duration.ofHours(1), Duration.ZERO, Duration.ZERO)
                .withRetryPolicy(ENDLESS)));
        var expiration = stage.state().run().started().executionExpiration();
        stage.when(later(SECOND, taskCompleted(fail())))
                .thenEvent(WorkflowExecutionFailed.class, event -> assertThat(event.newRunId())
                        .isEqualTo(stage.state().runId()))
                .thenEvent(WorkflowExecutionStarted.class, event -> {
                    assertThat(event.executionExpiration()).isEqualTo(expiration);
                    assertThat(event.firstRunId()).isEqualTo(FIRST_RUN);
                    assertThat(event.firstTaskBackoff()).isEqualTo(SECOND);
                });
    }

    @Test
    void runIsNotRetriedWhenItsBackoffWouldOutlastTheChain() {
        given(started(settings -> settings.withTimeouts(MINUTE, Duration.ZERO, Duration.ZERO)
                        .withRetryPolicy(new RetryPolicy(MINUTE, 1, MINUTE, 0, List.of()))))
                .when(taskCompleted(fail()))
                .thenEvents(WorkflowTaskCompleted.class, WorkflowExecutionFailed.class);
    }

    @Test
    void runTimeoutIsCappedByTheTimeoutOfTheChain() {
        Stage stage = given(started(settings -> settings.withTimeouts(MINUTE, Duration.ofHours(1), Duration.ZERO)));
        assertThat(stage.state().nextDue()).isEqualTo(stage.now().plus(MINUTE));
    }

    @Test
    void continueAsNewInheritsWhatItDoesNotName() {
        Stage stage = given(started(settings -> new RunSettings(
                settings.workflowType(),
                settings.taskQueue(),
                settings.input(),
                Duration.ofHours(1),
                MINUTE,
                Duration.ofSeconds(20),
                ENDLESS,
                Map.of("memo", Payload.json("1")),
                Map.of("attribute", Payload.json("2")),
                Map.of("header", Payload.json("3")),
                Duration.ofDays(9))));
        RunSettings former = stage.state().run().started().settings();
        var expiration = stage.state().run().started().executionExpiration();
        stage.when(later(SECOND, taskCompleted(continueAsNew()))).thenEvent(WorkflowExecutionStarted.class, event -> {
            assertThat(event.settings()).isEqualTo(former.withInput(List.of(Payload.json("2"))));
            assertThat(event.executionExpiration()).isEqualTo(expiration);
            assertThat(event.attempt()).isEqualTo(1);
        });
    }

    @Test
    void continueAsNewMayChangeWhatTheNextRunIs() {
        RunSettings other = new RunSettings(
                "Refund",
                "refunds",
                List.of(),
                Duration.ZERO,
                MINUTE,
                Duration.ofSeconds(20),
                ENDLESS,
                Map.of("memo", Payload.json("1")),
                Map.of("attribute", Payload.json("2")),
                Map.of("header", Payload.json("3")),
                Duration.ZERO);
        given(started())
                .when(later(SECOND, taskCompleted(new Command.ContinueAsNew(other, Duration.ZERO))))
                .thenEvent(WorkflowExecutionStarted.class, event -> assertThat(event.settings())
                        .isEqualTo(other));
    }

    @Test
    void continueAsNewMayWaitLongerThanItMust() {
        given(started())
                .when(taskCompleted(new Command.ContinueAsNew(RunSettings.of("", "", List.of()), MINUTE)))
                .thenEvent(WorkflowExecutionContinuedAsNew.class, event -> assertThat(event.backoff())
                        .isEqualTo(MINUTE))
                .thenEvent(WorkflowExecutionStarted.class, event -> assertThat(event.firstTaskBackoff())
                        .isEqualTo(MINUTE));
    }

    @Test
    void nextRunOfAChildKeepsParentAndRoot() {
        given(startedAsChild(), released())
                .when(later(SECOND, taskCompleted(continueAsNew())))
                .thenEvent(WorkflowExecutionStarted.class, event -> {
                    assertThat(event.parent().execution()).isEqualTo(OTHER);
                    assertThat(event.root()).isEqualTo(OTHER);
                    assertThat(event.waitsForParent()).isFalse();
                });
    }

    @Test
    void firstRunOfAChainIsItsOwnRootAndOrigin() {
        given().when(started()).thenEvent(WorkflowExecutionStarted.class, event -> {
            assertThat(event.firstRunId()).isEqualTo(FIRST_RUN);
            assertThat(event.originalRunId()).isEqualTo(FIRST_RUN);
            assertThat(event.root()).isEqualTo(Stage.KEY);
        });
    }

    @Test
    void continueAsNewNeverRerunsAndDropsWhatOnlyTheFormerRunWaitedFor() {
        given(started(), taskCompleted(scheduleActivity("a")), signal("1"), activityCompleted("a"), signal("2"))
                .when(later(SECOND, taskCompleted(continueAsNew())))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionContinuedAsNew.class,
                        WorkflowExecutionStarted.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void admittedUpdateIsDeliveredToTheNextRun() {
        given(started(), asked("u", update("u")), later(SECOND, taskCompleted(continueAsNew())))
                .when(taskCompleted(acceptUpdate("u"), completeUpdate("u")))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> {
                    assertThat(progress.stage()).isEqualTo(UpdateStage.COMPLETED);
                    assertThat(progress.runId()).isNotEqualTo(FIRST_RUN);
                });
    }

    @Test
    void acceptedUpdateOfARunThatContinuesAsNewFails() {
        given(started(), asked("u", update("u")), taskCompleted(), taskCompleted(acceptUpdate("u")), signal("go"))
                .when(later(SECOND, taskCompleted(continueAsNew())))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> {
                    assertThat(progress.stage()).isEqualTo(UpdateStage.COMPLETED);
                    assertThat(progress.failure().message()).contains("closed first");
                });
    }

    @Test
    void cancelRequestEndsTheWaitForTheFirstTask() {
        given(startedAfter(MINUTE))
                .when(cancel())
                .thenEvents(
                        WorkflowExecutionCancelRequested.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void cancelRequestDuringTheBackoffOfARetriedRunIsDeliveredAtOnce() {
        given(retried(), taskCompleted(fail()))
                .when(cancel())
                .thenEvents(
                        WorkflowExecutionCancelRequested.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void signalDuringTheBackoffOfARetriedRunIsOnlyRecorded() {
        given(retried(), taskCompleted(fail())).when(signal("pay")).thenEvents(WorkflowExecutionSignaled.class);
    }

    @Test
    void completedRunOfARetriedWorkflowEndsTheChain() {
        given(retried()).when(taskCompleted(complete())).thenState(state -> assertThat(state.isOpen())
                .isFalse());
    }

    private static Step retried() {
        return started(settings -> settings.withRetryPolicy(ENDLESS));
    }
}
