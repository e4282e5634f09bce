package dev.weft.matching.queue;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.activityToClaim;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.runs;
import static dev.weft.matching.queue.Tasks.workflowTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Feature row 62. */
class EagerClaimTest {
    private final Desk desk = new Desk();

    @Test
    void activityOfAClaimedRunIsPutAsideEvenWhenAPollWaits() {
        Poll poll = desk.poll(poll("other", 1, 1));
        EagerClaim claim = desk.queues.claimEagerly(NORMAL, "1", "worker", 3);

        desk.offer(activityTask("1"));

        assertThat(runs(desk.queues.take(claim))).containsExactly("1");
        assertThat(poll.isReady()).isFalse();
        assertThat(desk.statistics.eager()).isEqualTo(1);
    }

    @Test
    void claimTakesNeitherOtherRunsNorWorkflowTasks() {
        EagerClaim claim = desk.queues.claimEagerly(NORMAL, "1", "worker", 3);

        desk.offer(activityTask("2"));
        desk.offer(workflowTask("1"));

        assertThat(desk.queues.take(claim)).isEmpty();
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(2);
    }

    @Test
    void claimWithoutRoomLeavesActivitiesToOthers() {
        EagerClaim claim = desk.queues.claimEagerly(NORMAL, "1", "worker", 0);

        desk.offer(activityTask("1"));

        assertThat(desk.queues.take(claim)).isEmpty();
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1);
    }

    @Test
    void attemptThatMayStartOnlyOnceIsNotPutAside() {
        EagerClaim claim = desk.queues.claimEagerly(NORMAL, "1", "worker", 3);

        desk.offer(activityToClaim("1"));

        assertThat(desk.queues.take(claim)).isEmpty();
    }

    @Test
    void activityThatWasPutAsideIsKnownAndNotQueuedAgain() {
        desk.queues.claimEagerly(NORMAL, "1", "worker", 3);
        desk.offer(activityTask("1"));

        assertThat(desk.offer(activityTask("1"))).isFalse();
    }

    @Test
    void closedClaimTakesNothingMore() {
        desk.queues.take(desk.queues.claimEagerly(NORMAL, "1", "worker", 3));

        desk.offer(activityTask("1"));

        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1);
    }

    @Test
    void whatTheWorkerDidNotGetGoesToOthers() {
        EagerClaim claim = desk.queues.claimEagerly(NORMAL, "1", "worker", 3);
        desk.offer(activityTask("1"));

        desk.queues.putBackUnsent(desk.queues.take(claim), desk.now);

        assertThat(runs(desk.pollNow(poll("other", 1, 1)))).containsExactly("1");
    }

    @Test
    void droppedQueueDoesNotReportWhatWasPutAsideAsStarted() {
        desk.queues.claimEagerly(NORMAL, "1", "worker", 3);
        desk.offer(activityTask("1"));

        desk.queues.drop(desk.now);

        assertThat(desk.requests()).isEqualTo(List.of());
    }
}
