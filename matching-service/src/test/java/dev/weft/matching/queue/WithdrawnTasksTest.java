package dev.weft.matching.queue;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.activityToClaim;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.runs;
import static dev.weft.matching.queue.Tasks.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithdrawnTasksTest {
    private final Desk desk = new Desk();
    private final Instant first = desk.now;
    private final Instant paused = first.plusMillis(10);
    private final Instant resumed = first.plusMillis(11);

    @Test
    void whatWaitsIsTakenBack() {
        desk.offerAll(List.of(activityTask("1", first), activityTask("2", first), activityTask("3", first)));

        List<TaskId> taken = desk.queues.withdraw(withdrawal("2", Instant.MAX));

        assertThat(taken).containsExactly(activityTask("2").id());
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(2);
        assertThat(desk.statistics.waitingInMemory()).isEqualTo(2);
        assertThat(runs(desk.pollNow(poll("w", 0, 9)))).containsExactly("1", "3");
        assertThat(desk.budget.used()).isZero();
    }

    @Test
    void whatWasSpilledIsTakenBack() {
        for (int run = 0; run < 1_200; run++) {
            desk.offer(activityTask("r" + run, first));
        }

        assertThat(desk.queues.withdraw(withdrawal("r1100", paused))).hasSize(1);
        assertThat(desk.queues.withdraw(withdrawal("r1100", paused))).isEmpty();

        assertThat(desk.statistics.waitingSpilled()).isEqualTo(199);
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1_199);
        List<String> all = runs(desk.pollNow(poll("w", 0, 2_000)));
        assertThat(all).hasSize(1_199).doesNotContain("r1100").endsWith("r1199");
    }

    @Test
    void aQueueFromWhichAllWasTakenBackIsEmpty() {
        for (int run = 0; run < 1_001; run++) {
            desk.offer(activityTask("r" + run, first));
        }
        for (int run = 0; run < 1_001; run++) {
            desk.queues.withdraw(withdrawal("r" + run, paused));
        }

        Poll poll = desk.poll(poll("w", 0, 1));
        assertThat(poll.isReady()).isFalse();
        desk.offer(activityTask("new", first));
        assertThat(desk.ready).containsExactly("w");
    }

    @Test
    void whatWasSentAgainSinceThenStays() {
        desk.offer(activityTask("1", first));
        desk.queues.withdraw(withdrawal("1", paused));
        desk.offer(activityTask("1", resumed));

        assertThat(desk.queues.withdraw(withdrawal("1", paused))).isEmpty();

        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1);
    }

    @Test
    void aWithdrawalThatComesAfterWhatWasSentAgainLeavesIt() {
        desk.offer(activityTask("1", first));
        desk.offer(activityTask("1", resumed));

        assertThat(desk.queues.withdraw(withdrawal("1", paused))).isEmpty();

        assertThat(desk.pollNow(poll("w", 0, 9))).containsExactly(activityTask("1", resumed));
    }

    @Test
    void whatWasSentAgainWhileItWasSpilledStays() {
        for (int run = 0; run < 1_100; run++) {
            desk.offer(activityTask("r" + run, first));
        }
        desk.offer(activityTask("r1050", resumed));
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1_100);

        desk.queues.withdraw(withdrawal("r1050", paused));

        assertThat(runs(desk.pollNow(poll("w", 0, 2_000)))).hasSize(1_100).containsOnlyOnce("r1050");
    }

    @Test
    void whatAWorkerHasGotStays() {
        desk.offer(activityTask("1", first));
        List<Task> taken = desk.pollNow(poll("w", 0, 1));

        desk.queues.withdraw(withdrawal("1", Instant.MAX));
        desk.pass(Duration.ofSeconds(1));

        assertThat(runs(taken)).containsExactly("1");
        assertThat(desk.requests()).as("its start").hasSize(1);
    }

    @Test
    void whatNoWorkerHasGotDoesNotComeBack() {
        desk.offer(activityTask("1", first));
        List<Task> taken = desk.pollNow(poll("w", 0, 1));
        desk.queues.withdraw(withdrawal("1", paused));

        desk.queues.putBackUndelivered(taken, desk.now);

        assertThat(desk.queues.waiting(NORMAL)).isZero();
        assertThat(desk.offer(activityTask("1", resumed))).isTrue();
    }

    @Test
    void whatWasSentAgainMeanwhileComesBackInItsStead() {
        desk.offer(activityTask("1", first));
        List<Task> taken = desk.pollNow(poll("w", 0, 1));
        desk.queues.withdraw(withdrawal("1", paused));
        assertThat(desk.offer(activityTask("1", resumed))).isFalse();

        desk.queues.putBackUnsent(taken, desk.now);
        desk.queues.withdraw(withdrawal("1", paused));

        assertThat(desk.pollNow(poll("w", 0, 1))).containsExactly(activityTask("1", resumed));
    }

    @Test
    void aStartThatThePauseRefusedIsNotLostAtTheResume() {
        desk.offer(activityToClaim("1", first));
        Task claimed = desk.pollNow(poll("w", 0, 1)).getFirst();
        desk.queues.withdraw(withdrawal("1", paused));
        assertThat(desk.offer(activityToClaim("1", resumed))).isFalse();

        desk.queues.claimRefused(claimed, desk.now);

        assertThat(desk.pollNow(poll("w", 0, 1))).containsExactly(activityToClaim("1", resumed));
    }

    @Test
    void aStartThatIsRefusedIsNotAskedForAgainBecauseTheTaskCameTwice() {
        desk.offer(activityToClaim("1", first));
        Task claimed = desk.pollNow(poll("w", 0, 1)).getFirst();
        desk.offer(activityToClaim("1", first));

        desk.queues.claimRefused(claimed, desk.now);

        assertThat(desk.queues.waiting(NORMAL)).isZero();
    }

    @Test
    void aQueueThatNobodyKnowsIsNotMade() {
        assertThat(desk.queues.withdraw(withdrawal("1", Instant.MAX))).isEmpty();
        assertThat(desk.queues.size()).isZero();
    }
}
