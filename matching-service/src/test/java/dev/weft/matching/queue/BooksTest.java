package dev.weft.matching.queue;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.activityToClaim;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.query;
import static dev.weft.matching.queue.Tasks.workflowTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.ReportActivityStarted;
import dev.weft.core.request.WorkerRequest.ReportWorkflowTaskStarted;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksTest {
    private final Desk desk = new Desk();

    @Test
    void aTaskThatOutlivesTheGraceTimeIsReportedWithItsRealStart() {
        desk.offerAll(List.of(workflowTask("1"), activityTask("2")));
        desk.pass(Duration.ofSeconds(30));
        Instant start = desk.now;
        desk.pollNow(poll("w", 5, 5));

        desk.pass(Duration.ofMillis(999));
        assertThat(desk.requests()).isEmpty();
        desk.pass(Duration.ofMillis(1));

        assertThat(desk.requests())
                .containsExactly(
                        new ReportWorkflowTaskStarted("1", 2, 1, start, "w@host"),
                        new ReportActivityStarted("2", 5, 1, start, "w@host"));
    }

    @Test
    void aStartIsReportedOnceAndTheTaskStaysKnown() {
        desk.offer(activityTask("1"));
        desk.pollNow(poll("w", 0, 1));
        desk.pass(Duration.ofSeconds(1));
        desk.requests();

        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.requests()).isEmpty();
        assertThat(desk.offer(activityTask("1"))).isFalse();
    }

    @Test
    void aTaskThatIsReportedInTimeNeedsNoStart() {
        Task task = activityTask("1");
        desk.offer(task);
        desk.pollNow(poll("w", 0, 1));
        desk.report(new CompleteActivityTask("1", 5, 1, desk.now, Payload.NONE, "w"), task);

        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.requests()).isEmpty();
    }

    @Test
    void aStartToCloseTimeoutBelowTheGraceTimeIsRespected() {
        desk.offer(workflowTask("1", NORMAL, Duration.ofMillis(200)));
        desk.pollNow(poll("w", 1, 0));

        desk.pass(Duration.ofMillis(200));

        assertThat(desk.requests()).hasSize(1);
    }

    @Test
    void aStartIsReportedBeforeHistoryStopsWaitingForIt() {
        Instant scheduled = desk.now;
        desk.offer(activityTask("1", toStartWithin(Duration.ofSeconds(5), Duration.ZERO), scheduled));
        desk.pass(Duration.ofMillis(3_500));
        Instant start = desk.now;
        desk.pollNow(poll("w", 0, 1));

        desk.pass(Duration.ofMillis(499));
        assertThat(desk.requests()).isEmpty();
        desk.pass(Duration.ofMillis(1));

        assertThat(desk.requests()).containsExactly(new ReportActivityStarted("1", 5, 1, start, "w@host"));
    }

    @Test
    void aStartAtTheLastMomentIsReportedAtOnce() {
        Instant scheduled = desk.now;
        desk.offer(activityTask("1", toStartWithin(Duration.ofSeconds(1), Duration.ZERO), scheduled));
        desk.pass(Duration.ofMillis(990));
        desk.pollNow(poll("w", 0, 1));

        desk.pass(Duration.ZERO);

        assertThat(desk.requests()).hasSize(1);
    }

    @Test
    void aStartIsNotHurriedWhenAllTimeEndsWithTheTimeToStart() {
        Instant scheduled = desk.now;
        Duration both = Duration.ofSeconds(5);
        desk.offer(activityTask("1", toStartWithin(both, both), scheduled));
        desk.pass(Duration.ofMillis(4_500));
        desk.pollNow(poll("w", 0, 1));

        desk.pass(Duration.ofMillis(999));
        assertThat(desk.requests()).isEmpty();
    }

    @Test
    void theStartOfAQueryInterestsNobody() {
        desk.offer(query(1, NORMAL));
        desk.pollNow(poll("w", 1, 0));

        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.requests()).isEmpty();
    }

    @Test
    void aTaskThatWaitsForItsClaimIsNotReportedAsStarted() {
        desk.offer(activityToClaim("1"));
        desk.pollNow(poll("w", 0, 1));

        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.requests()).isEmpty();
    }

    @Test
    void aClaimedTaskThatMayHaveReachedItsWorkerNeverGoesBack() {
        desk.offer(activityToClaim("1"));
        List<Task> tasks = desk.pollNow(poll("w", 0, 1));
        desk.queues.claimed(tasks.getFirst(), desk.now);

        desk.queues.putBackUndelivered(tasks, desk.now);

        assertThat(desk.queues.waiting(NORMAL)).isZero();
    }

    @Test
    void aTaskWhoseClaimWasRefusedIsForgotten() {
        desk.offer(activityToClaim("1"));
        List<Task> tasks = desk.pollNow(poll("w", 0, 1));

        desk.queues.claimRefused(tasks.getFirst(), desk.now);

        assertThat(desk.offer(activityToClaim("1"))).isTrue();
    }

    @Test
    void whoGivesThePartitionUpReportsWhatIsUnderWay() {
        desk.offer(activityTask("1"));
        Instant start = desk.now;
        desk.pollNow(poll("w", 0, 1));

        desk.queues.drop(desk.now.plusMillis(10));

        assertThat(desk.requests()).containsExactly(new ReportActivityStarted("1", 5, 1, start, "w@host"));
    }

    private static ActivitySettings toStartWithin(Duration toStart, Duration toClose) {
        return new ActivitySettings(
                toClose, toStart, Duration.ofSeconds(10), Duration.ZERO, RetryPolicy.ACTIVITY_DEFAULT);
    }
}
