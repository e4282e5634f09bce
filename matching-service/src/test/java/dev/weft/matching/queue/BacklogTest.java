package dev.weft.matching.queue;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Desk desk = new Desk();

    @Test
    void theOrderIsKeptThroughTheSpill() {
        List<String> offered = new ArrayList<>();
        for (int run = 0; run < 3_000; run++) {
            offered.add("r" + run);
            desk.offer(activityTask("r" + run));
        }

        assertThat(desk.statistics.waitingInMemory()).isEqualTo(1_000);
        assertThat(desk.statistics.waitingSpilled()).isEqualTo(2_000);
        assertThat(drain(700)).isEqualTo(offered);
        assertThat(desk.statistics.waitingInMemory()).isZero();
        assertThat(desk.statistics.waitingSpilled()).isZero();
        assertThat(desk.budget.used()).isZero();
    }

    @Test
    void tasksThatArriveWhileOthersAreSpilledQueueUpBehindThem() {
        IntStream.range(0, 1_500).forEach(run -> desk.offer(activityTask("a" + run)));
        desk.pollNow(poll("w", 0, 1_200));

        desk.offer(activityTask("late"));

        List<String> rest = drain(1_000);
        assertThat(rest).hasSize(301).startsWith("a1200").endsWith("late");
    }

    @Test
    void aSpilledTaskIsIgnoredWhenItComesAgain() {
        IntStream.range(0, 1_500).forEach(run -> desk.offer(activityTask("r" + run)));

        assertThat(desk.offer(activityTask("r1400"))).isFalse();
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1_500);
    }

    @Test
    void bytesInMemoryAreBounded() {
        IntStream.range(0, 20).forEach(run -> desk.offer(activityTask("r" + run, NORMAL, false, new byte[100_000])));

        assertThat(desk.budget.used()).isLessThan(QueueLimits.DEFAULT.bytesInMemory() + 200_000);
        assertThat(desk.statistics.waitingSpilled()).isPositive();
        assertThat(drain(5)).hasSize(20);
    }

    @Test
    void allQueuesShareABudget() {
        Desk small = new Desk(QueueLimits.DEFAULT, 10_000);
        for (int queue = 0; queue < 100; queue++) {
            QueueName name = new QueueName("default", "q" + queue, "");
            small.offer(activityTask("r" + queue, name, false, new byte[1_000]));
        }

        assertThat(small.budget.used()).isLessThanOrEqualTo(10_000);
        assertThat(small.statistics.waitingInMemory() + small.statistics.waitingSpilled())
                .isEqualTo(100);
    }

    @Test
    void aMillionTasksOfAQueueWithoutWorkersLeaveMemoryAndOtherQueuesAlone() {
        QueueName deserted = new QueueName("default", "deserted", "");
        Desk crowded = new Desk(QueueLimits.DEFAULT, 64 << 20);
        CountedSpill spill = new CountedSpill();
        TaskQueues queues = new TaskQueues(QueueLimits.DEFAULT, crowded.budget, spill, crowded.statistics, crowded.now);
        byte[] nothing = new byte[0];
        for (int run = 0; run < 1_000_000; run++) {
            queues.offer(activityTask("r" + run, deserted, false, nothing), crowded.now);
        }

        assertThat(crowded.statistics.waitingInMemory()).isEqualTo(1_000);
        assertThat(crowded.budget.used()).isLessThanOrEqualTo(QueueLimits.DEFAULT.bytesInMemory());
        assertThat(spill.appended).isEqualTo(999_000);

        long spilledBefore = spill.calls;
        Poll poll = queues.poll(poll("w", 0, 3), () -> crowded.ready.add("w"), crowded.now);
        queues.offer(activityTask("other"), crowded.now);
        assertThat(crowded.ready).containsExactly("w");
        assertThat(runs(queues.take(poll, crowded.now))).containsExactly("other");
        assertThat(spill.calls).isEqualTo(spilledBefore);
    }

    @Test
    void whatABrokenSpillLostIsAskedForOnceTheRestIsTaken() {
        IntStream.range(0, 1_500).forEach(run -> desk.offer(activityTask("r" + run)));
        desk.spill.broken = true;
        desk.offer(activityTask("late"));
        desk.pass(Duration.ofMillis(100));
        assertThat(desk.queues.takeResendNeeded()).isFalse();

        assertThat(drain(1_000)).hasSize(1_000);
        desk.pass(Duration.ofMillis(100));

        assertThat(desk.queues.takeResendNeeded()).isTrue();
        assertThat(desk.queues.takeResendNeeded()).isFalse();
        assertThat(desk.statistics.waitingSpilled()).isZero();
    }

    private List<String> drain(int portion) {
        List<String> drained = new ArrayList<>();
        while (true) {
            Poll poll = desk.poll(poll("w", 0, portion));
            if (!poll.isReady()) {
                desk.queues.cancel(poll, desk.now);
                return drained;
            }
            List<Task> tasks = desk.take(poll);
            drained.addAll(runs(tasks));
        }
    }
}
