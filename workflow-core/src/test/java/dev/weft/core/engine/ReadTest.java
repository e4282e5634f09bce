package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.lookUp;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAfter;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.reply.ExecutionDescription.PendingActivityStatus;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.scenario.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadTest {

    @Test
    void descriptionShowsWhatIsPending() {
        given(
                        started(),
                        taskCompleted(scheduleActivity("a"), startTimer("t", Duration.ofHours(1))),
                        activityFailed("a"))
                .when(describe())
                .thenNothingChanges()
                .thenReply(Reply.Described.class, reply -> {
                    var described = reply.description();
                    assertThat(described.historyLength()).isEqualTo(6);
                    assertThat(described.pendingTimers()).hasSize(1);
                    assertThat(described.pendingActivities()).hasSize(1).first().satisfies(activity -> {
                        assertThat(activity.status()).isEqualTo(PendingActivityStatus.BACKING_OFF);
                        assertThat(activity.attempt()).isEqualTo(2);
                        assertThat(activity.lastFailure().message()).isEqualTo("it broke");
                    });
                });
    }

    @Test
    void descriptionTellsWhatTheRunMayTakeAndWhenItsDelayEnds() {
        given(startedAfter(Duration.ofHours(1))).when(describe()).thenReply(Reply.Described.class, reply -> {
            var described = reply.description();
            assertThat(described.nextTaskTime()).isEqualTo(Stage.BEGINNING.plus(Duration.ofHours(1)));
            assertThat(described.settings().taskTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(described.settings().retryPolicy()).isEqualTo(RetryPolicy.NONE);
        });
        given(started()).when(describe()).thenReply(Reply.Described.class, reply -> assertThat(
                        reply.description().nextTaskTime())
                .isEqualTo(Instant.EPOCH));
    }

    @Test
    void unknownWorkflowIsNotDescribed() {
        given().when(describe()).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void pageOfHistoryIsReadForTheAsker() {
        given(started())
                .when(asked("", does(new ClientRequest.ReadHistory("", 0, 10))))
                .thenNothingChanges()
                .thenAsks(Effect.SendHistoryPage.class, page -> {
                    assertThat(page.replyTo()).isEqualTo(ASKER);
                    assertThat(page.fromEventId()).isEqualTo(1);
                });
    }

    @Test
    void startIsFoundByItsRequestId() {
        given(asked("start-1", started())).when(lookUp("start-1")).thenReply(Reply.Started.class);
    }

    @Test
    void signalIsFoundByItsRequestId() {
        given(started(), asked("signal-1", signal("pay")))
                .when(lookUp("signal-1"))
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void unknownRequestIsNotFound() {
        given(started()).when(lookUp("signal-9")).thenRejected(RejectionReason.REQUEST_NOT_FOUND);
    }
}
