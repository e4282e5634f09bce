package dev.weft.matching.queue;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.query;
import static dev.weft.matching.queue.Tasks.runs;
import static dev.weft.matching.queue.Tasks.sticky;
import static dev.weft.matching.queue.Tasks.workflowTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest.ReportQueryUndelivered;
import dev.weft.core.request.WorkerRequest.ReportStickyUnavailable;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StickyQueueTest {
    private static final Task STICKY = workflowTask("1", sticky("w1"));
    private static final ReportStickyUnavailable REFUSED = new ReportStickyUnavailable("1", 2, 1);

    private final Desk desk = new Desk();

    @Test
    void aStickyTaskGoesToItsWorkerOnly() {
        Poll other = desk.poll(poll("w2", 1, 1));
        Poll own = desk.poll(poll("w1", 1, 1));

        desk.offer(STICKY);

        assertThat(other.isReady()).isFalse();
        assertThat(runs(desk.take(own))).containsExactly("1");
    }

    @Test
    void aStickyTaskWaitsForAWorkerThatPolledAMomentAgo() {
        desk.take(desk.poll(new PollRequest("default", "orders", "w1", "w1", 1, 0, 0, List.of())));
        desk.pass(Duration.ofSeconds(5));
        desk.offer(STICKY);

        desk.pass(Duration.ofMillis(4_900));
        assertThat(desk.requests()).isEmpty();

        desk.pass(Duration.ofMillis(200));
        assertThat(desk.requests()).containsExactly(REFUSED);
    }

    @Test
    void aStickyTaskOfAWorkerThatIsLongGoneIsRefusedAtOnce() {
        desk.pass(Duration.ofSeconds(3));

        desk.offer(STICKY);

        assertThat(desk.requests()).containsExactly(REFUSED);
        assertThat(desk.queues.waiting(NORMAL)).isZero();
    }

    @Test
    void rightAfterATakeoverWorkersAreGivenAMomentToAppear() {
        desk.pass(Duration.ofSeconds(1));
        desk.offer(STICKY);
        assertThat(desk.requests()).isEmpty();

        assertThat(runs(desk.pollNow(poll("w1", 1, 0)))).containsExactly("1");
    }

    @Test
    void aWorkerWhoseConnectionBrokeHasASecondToComeBack() {
        Poll broken = desk.poll(poll("w1", 1, 0));
        desk.pass(Duration.ofSeconds(30));
        desk.queues.cancel(broken, desk.now);
        desk.offer(STICKY);
        assertThat(desk.requests()).isEmpty();

        desk.pass(Duration.ofMillis(1_001));

        assertThat(desk.requests()).containsExactly(REFUSED);
    }

    @Test
    void aBrokenConnectionDoesNotCountWhileAnotherPollWaits() {
        Poll broken = desk.poll(poll("w1", 1, 0));
        Poll other = desk.poll(poll("w1", 0, 1));
        desk.queues.cancel(broken, desk.now);
        desk.pass(Duration.ofSeconds(20));

        desk.offer(STICKY);

        assertThat(other.isReady()).isFalse();
        assertThat(desk.requests()).isEmpty();
    }

    @Test
    void aShutdownEndsTheWorkersPollsAndGivesItsTasksUp() {
        desk.offer(STICKY);
        Poll poll = desk.poll(poll("w1", 0, 1));

        desk.queues.shutDownWorker("default", "orders", "w1", desk.now);

        assertThat(poll.isReady()).isTrue();
        assertThat(desk.requests()).containsExactly(REFUSED);
        desk.offer(workflowTask("2", sticky("w1")));
        assertThat(desk.requests()).containsExactly(new ReportStickyUnavailable("2", 2, 1));
    }

    @Test
    void theLastPollsOfAWorkerThatShutDownDoNotBringItBack() {
        Poll poll = desk.poll(poll("w1", 1, 0));
        desk.queues.shutDownWorker("default", "orders", "w1", desk.now);
        desk.queues.take(poll, desk.now);

        desk.offer(STICKY);

        assertThat(desk.requests()).containsExactly(REFUSED);
    }

    @Test
    void aRefusedTaskIsTakenOnTheNormalQueue() {
        desk.pass(Duration.ofSeconds(3));
        desk.offer(STICKY);

        assertThat(desk.offer(workflowTask("1", NORMAL))).isTrue();
        assertThat(runs(desk.pollNow(poll("w2", 1, 0)))).containsExactly("1");
    }

    @Test
    void aRefusedQueryIsAskedAgainForTheSameAsker() {
        desk.pass(Duration.ofSeconds(3));

        desk.offer(query(7, sticky("w1")));

        List<Request> requests = desk.queues.drainRequests();
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().replyTo().correlationId()).isEqualTo(7);
        assertThat(requests.getFirst().body()).isEqualTo(new ReportQueryUndelivered("queried", "state", List.of()));
    }

    @Test
    void manyTasksOfALostWorkerAreGivenUpInPortions() {
        for (int run = 0; run < 2_500; run++) {
            desk.offer(workflowTask("r" + run, sticky("w1")));
        }
        desk.pass(Duration.ofSeconds(3));
        assertThat(desk.requests()).hasSize(1_000);

        desk.pass(Duration.ofMillis(100));
        desk.pass(Duration.ofMillis(100));

        assertThat(desk.requests()).hasSize(1_500);
        assertThat(desk.queues.waiting(NORMAL)).isZero();
    }
}
