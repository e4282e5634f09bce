package dev.weft.matching.queue;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.query;
import static dev.weft.matching.queue.Tasks.runs;
import static dev.weft.matching.queue.Tasks.sticky;
import static dev.weft.matching.queue.Tasks.workflowTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.FailWorkflowTask;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.TaskCounts;
import dev.weft.schemas.RosterEntry.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskQueuesTest {
    private final Desk desk = new Desk();

    @Test
    void aPollTakesWaitingTasksInTheirOrderUpToItsFreeSlots() {
        desk.offerAll(List.of(workflowTask("1"), workflowTask("2"), workflowTask("3"), activityTask("4")));

        List<Task> tasks = desk.pollNow(poll("w", 2, 5));

        assertThat(runs(tasks)).containsExactly("1", "2", "4");
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1);
    }

    @Test
    void aTaskIsHandedToAWaitingPollAtOnce() {
        Poll poll = desk.poll(poll("w", 1, 0));

        desk.offer(workflowTask("1"));

        assertThat(desk.ready).containsExactly("w");
        assertThat(runs(desk.take(poll))).containsExactly("1");
        assertThat(desk.statistics.matchedAtOnce()).isEqualTo(1);
        assertThat(desk.statistics.pollsWaiting()).isZero();
    }

    @Test
    void tasksAreSpreadOverWaitingPollsInTheirOrder() {
        Poll first = desk.poll(poll("w1", 5, 5));
        Poll second = desk.poll(poll("w2", 5, 5));

        desk.offerAll(List.of(workflowTask("1"), activityTask("2"), workflowTask("3")));

        assertThat(desk.ready).containsExactly("w1", "w2");
        assertThat(runs(desk.take(second))).containsExactly("2", "3");
        assertThat(runs(desk.take(first))).containsExactly("1");
    }

    @Test
    void aPollIsOnlyGivenTheKindsItHasSlotsFor() {
        Poll poll = desk.poll(poll("w", 0, 1));

        desk.offer(workflowTask("1"));
        desk.offer(activityTask("2"));

        assertThat(runs(desk.take(poll))).containsExactly("2");
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1);
    }

    @Test
    void stickyTasksOfTheWorkerComeFirstThenQueriesThenTheOthers() {
        desk.offerAll(List.of(
                workflowTask("normal"), query(1, NORMAL), workflowTask("own", sticky("w")), activityTask("activity")));

        List<Task> tasks = desk.pollNow(poll("w", 10, 10));

        assertThat(runs(tasks)).containsExactly("own", "queried", "normal", "activity");
    }

    @Test
    void aTaskThatWaitsOrIsHandedOutIsIgnoredWhenItComesAgain() {
        assertThat(desk.offer(workflowTask("1"))).isTrue();
        assertThat(desk.offer(workflowTask("1"))).isFalse();
        desk.pollNow(poll("w", 1, 0));

        assertThat(desk.offer(workflowTask("1"))).isFalse();
        assertThat(desk.queues.waiting(NORMAL)).isZero();
    }

    @Test
    void aFinishedAttemptOfAnActivityDoesNotRunAgain() {
        Task task = activityTask("1");
        desk.offer(task);
        desk.pollNow(poll("w", 0, 1));
        desk.report(new CompleteActivityTask("1", 5, 1, desk.now, Payload.NONE, "w"), task);

        assertThat(desk.offer(task)).isFalse();

        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.offer(task)).isTrue();
    }

    @Test
    void aWorkflowTaskIsForgottenOnceItIsReportedSinceItsIdMayComeAgain() {
        Task task = workflowTask("1");
        desk.offer(task);
        desk.pollNow(poll("w", 1, 0));
        desk.report(new FailWorkflowTask("1", 2, 1, WorkflowTaskFailedCause.values()[0], Failure.NONE, "w"), task);

        assertThat(desk.offer(task)).isTrue();
    }

    @Test
    void aPollEndsEmptyWhenItsWaitIsOver() {
        Poll poll = desk.poll(poll("w", 1, 1));

        desk.pass(Duration.ofSeconds(59));
        assertThat(poll.isReady()).isFalse();
        desk.pass(Duration.ofSeconds(1));

        assertThat(desk.ready).containsExactly("w");
        assertThat(desk.take(poll)).isEmpty();
        assertThat(desk.statistics.pollsWaiting()).isZero();
    }

    @Test
    void aPollThatDoesNotWaitIsReadyAtOnce() {
        PollRequest impatient = new PollRequest("default", "orders", "w", "w", 1, 1, 0, List.of());

        assertThat(desk.poll(impatient).isReady()).isTrue();
    }

    @Test
    void aPollWithoutFreeSlotsDoesNotWait() {
        assertThat(desk.poll(poll("w", 0, 0)).isReady()).isTrue();
    }

    @Test
    void whatWasMeantForACancelledPollGoesToTheNextOne() {
        Poll cancelled = desk.poll(poll("w1", 1, 0));
        desk.offer(workflowTask("1"));
        desk.offer(workflowTask("2"));

        desk.queues.cancel(cancelled, desk.now);

        assertThat(runs(desk.pollNow(poll("w2", 5, 0)))).containsExactly("1", "2");
    }

    @Test
    void aCancelledPollGetsNoTask() {
        Poll cancelled = desk.poll(poll("w1", 1, 0));
        desk.queues.cancel(cancelled, desk.now);

        desk.offer(workflowTask("1"));

        assertThat(desk.ready).isEmpty();
        assertThat(desk.take(cancelled)).isEmpty();
        assertThat(desk.queues.waiting(NORMAL)).isEqualTo(1);
    }

    @Test
    void tasksThatCouldNotBeWrittenGoBackToTheFront() {
        desk.offerAll(List.of(workflowTask("1"), workflowTask("2"), workflowTask("3")));
        List<Task> lost = desk.pollNow(poll("w1", 2, 0));

        desk.queues.putBackUndelivered(lost, desk.now);

        assertThat(runs(desk.pollNow(poll("w2", 5, 0)))).containsExactly("1", "2", "3");
    }

    @Test
    void aTaskThatIsReportedThoughItsResponseBrokeDoesNotGoBack() {
        Task task = activityTask("1");
        desk.offer(task);
        List<Task> written = desk.pollNow(poll("w", 0, 1));
        desk.report(new CompleteActivityTask("1", 5, 1, desk.now, Payload.NONE, "w"), task);

        desk.queues.putBackUndelivered(written, desk.now);

        assertThat(desk.queues.waiting(NORMAL)).isZero();
    }

    @Test
    void aResponseIsBoundedInBytesButHasAtLeastOneTask() {
        QueueLimits small = new QueueLimits(
                1_000,
                1 << 20,
                1_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                10,
                Duration.ofMinutes(1));
        Desk tight = new Desk(small, Long.MAX_VALUE);
        tight.offer(activityTask("1", NORMAL, false, new byte[5_000]));
        tight.offer(activityTask("2", NORMAL, false, new byte[5_000]));

        assertThat(runs(tight.pollNow(poll("w", 0, 9)))).containsExactly("1");
    }

    @Test
    void queuesDoNotSeeEachOthersTasks() {
        desk.offer(workflowTask("1", new QueueName("default", "others", "")));

        assertThat(desk.poll(poll("w", 1, 1)).isReady()).isFalse();
    }

    @Test
    void aDroppedPartitionEndsItsPollsAndForgetsItsTasks() {
        Poll poll = desk.poll(poll("w", 1, 0));
        desk.offer(activityTask("1"));

        desk.queues.drop(desk.now);

        assertThat(desk.ready).containsExactly("w");
        assertThat(desk.take(poll)).isEmpty();
        assertThat(desk.queues.size()).isZero();
        assertThat(desk.budget.used()).isZero();
        assertThat(desk.statistics.waitingInMemory()).isZero();
    }

    @Test
    void aQueueThatNobodyUsesIsRemoved() {
        desk.offer(workflowTask("1"));
        desk.pollNow(poll("w", 1, 0));
        desk.report(
                new FailWorkflowTask("1", 2, 1, WorkflowTaskFailedCause.values()[0], Failure.NONE, "w"),
                workflowTask("1"));

        desk.pass(Duration.ofSeconds(11));

        assertThat(desk.queues.size()).isZero();
    }

    @Test
    void aQueueIsDescribedByWhatCameWhatWentAndWhatWaits() {
        Instant began = desk.now;
        desk.offerAll(List.of(workflowTask("1"), workflowTask("2"), activityTask("3")));
        desk.offer(query(1, NORMAL));
        desk.pollNow(poll("w", 1, 1));

        assertThat(desk.queues.describe(10, desk.now))
                .containsExactly(new QueueSeen(
                        Tasks.NAMESPACE,
                        Tasks.QUEUE,
                        began,
                        List.of(
                                new TaskCounts(TaskKind.WORKFLOW, 2, Instant.EPOCH, 2, 0),
                                new TaskCounts(TaskKind.ACTIVITY, 0, Instant.EPOCH, 1, 1),
                                new TaskCounts(TaskKind.QUERY, 0, Instant.EPOCH, 1, 1)),
                        desk.now));
    }

    @Test
    void theOldestTaskTellsItselfSinceWhenItWaits() {
        Instant scheduled = Instant.parse("2025-12-31T23:59:00Z");
        desk.offer(activityTask("1", scheduled));
        desk.offer(activityTask("2", scheduled.plusSeconds(5)));

        assertThat(oldestActivity()).isEqualTo(scheduled);
        desk.pollNow(poll("w", 0, 1));

        assertThat(oldestActivity()).isEqualTo(scheduled.plusSeconds(5));
    }

    @Test
    void stickyTasksWaitAsWorkflowTasks() {
        desk.pollNow(poll("w", 1, 0));
        desk.offer(workflowTask("1", sticky("w")));

        assertThat(desk.queues
                        .describe(10, desk.now)
                        .getFirst()
                        .kinds()
                        .getFirst()
                        .waiting())
                .isEqualTo(1);
    }

    @Test
    void onlySoManyQueuesAreDescribed() {
        desk.offer(workflowTask("1", new QueueName(Tasks.NAMESPACE, "a", "")));
        desk.offer(workflowTask("1", new QueueName(Tasks.NAMESPACE, "b", "")));

        assertThat(desk.queues.describe(1, desk.now)).hasSize(1);
        assertThat(desk.queues.describe(2, desk.now)).hasSize(2);
    }

    private Instant oldestActivity() {
        return desk.queues.describe(10, desk.now).getFirst().kinds().get(1).oldestTime();
    }
}
