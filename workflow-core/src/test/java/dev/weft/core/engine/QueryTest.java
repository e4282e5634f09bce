package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.query;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAgain;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.STICKY;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.scenario.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static final Step QUERY = asked("", query("total"));

    @Test
    void queryOfIdleWorkflowGoesToTheWorkerThatKeepsIt() {
        given(started(), taskCompleted()).when(QUERY).thenNoEvents().thenAsks(Effect.DispatchQuery.class, asked -> {
            assertThat(asked.queue().stickyId()).isEqualTo(STICKY);
            assertThat(asked.lastEventId()).isEqualTo(3);
            assertThat(asked.replyTo()).isEqualTo(ASKER);
        });
    }

    @Test
    void queryWaitsForTheTaskUnderWay() {
        given(started(), taskCompleted(), signal("pay"))
                .when(QUERY)
                .thenAsksNo(Effect.DispatchQuery.class)
                .and()
                .when(taskCompleted())
                .thenAsks(Effect.DispatchQuery.class);
    }

    @Test
    void queryWaitsForTheFirstTask() {
        given(started()).when(QUERY).thenAsksNo(Effect.DispatchQuery.class);
    }

    @Test
    void queryWaitsForSignalsThatCameBeforeIt() {
        given(started(), signal("pay"), QUERY)
                .when(taskCompleted())
                .thenAsksNo(Effect.DispatchQuery.class)
                .and()
                .when(taskCompleted())
                .thenAsks(Effect.DispatchQuery.class);
    }

    @Test
    void closedWorkflowAnswersQueries() {
        given(started(), taskCompleted(complete()))
                .when(QUERY)
                .thenAsks(
                        Effect.DispatchQuery.class,
                        asked -> assertThat(asked.queue().isSticky()).isFalse());
    }

    @Test
    void workflowThatClosedBeforeItRanCannotBeQueried() {
        given(started(), terminate()).when(QUERY).thenRejected(RejectionReason.QUERY_NOT_POSSIBLE);
    }

    @Test
    void waitingQueryOfWorkflowThatClosesBeforeItRanIsRejected() {
        given(started(), QUERY).when(terminate()).thenTells(ASKER, Reply.Rejected.class, rejected -> assertThat(
                        rejected.reason())
                .isEqualTo(RejectionReason.QUERY_NOT_POSSIBLE));
    }

    @Test
    void waitingQueryOfReplacedRunIsAnswered() {
        given(started(), QUERY)
                .when(startedAgain(
                        "run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.TERMINATE_EXISTING))
                .thenTells(ASKER, Reply.Rejected.class, rejected -> {});
    }

    @Test
    void workflowWhoseTasksKeepFailingCannotBeQueried() {
        given(started(), taskCompleted(), signal("pay"), taskFailed(), taskFailed(), taskFailed())
                .when(QUERY)
                .thenRejected(RejectionReason.QUERY_NOT_POSSIBLE);
    }

    @Test
    void queryThatFoundNoStickyWorkerGoesToTheNormalQueue() {
        given(started(), taskCompleted(), QUERY)
                .when(asked("", does(new WorkerRequest.ReportQueryUndelivered("run-1", "total", List.of()))))
                .thenAsks(
                        Effect.DispatchQuery.class,
                        asked -> assertThat(asked.queue().isSticky()).isFalse());
    }

    @Test
    void queryThatFoundNoStickyWorkerIsAnsweredThoughItsRunHasContinuedAsNew() {
        given(started(), taskCompleted(), QUERY, signal("pay"), taskCompleted(continueAsNew()))
                .when(asked("", does(new WorkerRequest.ReportQueryUndelivered("run-1", "total", List.of()))))
                .thenAsks(Effect.DispatchQuery.class, asked -> assertThat(asked.runId())
                        .isEqualTo("run-1"));
    }

    @Test
    void queryThatNamesARunIsAnsweredByThatRunWhenAnotherFollows() {
        Step ofTheFirstRun = asked("", does(new ClientRequest.QueryWorkflow("run-1", "total", List.of(), 0)));
        given(started(), taskCompleted(), signal("pay"), ofTheFirstRun)
                .when(taskCompleted(continueAsNew()))
                .thenAsks(Effect.DispatchQuery.class, asked -> {
                    assertThat(asked.runId()).isEqualTo("run-1");
                    assertThat(asked.lastEventId()).isEqualTo(9);
                })
                .thenState(state -> assertThat(state.queries()).isEmpty());
    }

    @Test
    void queryThatNamesNoRunWaitsForTheNextOne() {
        given(started(), taskCompleted(), signal("pay"), QUERY, taskCompleted(continueAsNew()), nextIsDue())
                .when(taskCompleted())
                .thenAsks(Effect.DispatchQuery.class, asked -> assertThat(asked.runId())
                        .isNotEqualTo("run-1"));
    }

    @Test
    void unknownWorkflowCannotBeQueried() {
        given().when(QUERY).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void queriesThatWaitAreRejectedWhenTheWorkflowGetsStuck() {
        given(started(), taskCompleted(), signal("pay"), QUERY)
                .when(taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .thenAsksNo(Effect.DispatchQuery.class)
                .thenTells(ASKER, Reply.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.QUERY_NOT_POSSIBLE));
    }

    @Test
    void queryOfStuckWorkflowIsRejectedRatherThanAnsweredWithoutTheSignalsBeforeIt() {
        given(started(), taskCompleted(), signal("pay"), taskFailed(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR))
                .when(QUERY)
                .thenRejected(RejectionReason.QUERY_NOT_POSSIBLE);
    }

    @Test
    void queriesThatWaitAreRejectedWhenTheWorkflowIsPausedFirst() {
        given(started(), taskCompleted(), signal("pay"), QUERY, paused())
                .when(taskCompleted())
                .thenAsksNo(Effect.DispatchQuery.class)
                .thenTells(ASKER, Reply.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.QUERY_NOT_POSSIBLE));
    }
}
