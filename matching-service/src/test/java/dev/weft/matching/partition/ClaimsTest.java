package dev.weft.matching.partition;

import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.activityToClaim;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest.ClaimActivityTask;
import dev.weft.core.task.Task;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.matching.partition.OwnedPartitions.Storage;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.schemas.kafka.LogException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final List<RequestBody> asked = new ArrayList<>();
    private final List<CompletableFuture<Reply>> replies = new ArrayList<>();
    private final Claims claims = new Claims(this::ask, Duration.ofSeconds(2));
    private final OwnedPartitions partitions = new OwnedPartitions(
            1,
            new Storage(
                    QueueLimits.DEFAULT,
                    new MemoryBudget(1 << 20),
                    () -> {
                        throw new IllegalStateException("Expected no spill");
                    },
                    new QueueStatistics()),
            new RequestOutbox(request -> CompletableFuture.completedFuture(null)),
            partition -> {},
            Clock.systemUTC());
    private CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);
    private OwnedPartition owned;
    private List<Task> tasks;

    @BeforeEach
    void handOutOneTaskThatNeedsAClaim() {
        partitions.own(0);
        owned = partitions.find(0).orElseThrow();
        owned.offer(activityTask("1"));
        owned.offer(activityToClaim("2"));
        tasks = owned.poll(poll("w", 0, 2), () -> {}).tasks();
    }

    @Test
    void aGrantedTaskGoesToTheWorkerAsOneThatNeedsNoClaim() {
        CompletableFuture<List<Task>> granted = claims.claim(tasks, "w@host", owned);
        assertThat(granted).isNotDone();

        replies.getFirst().complete(new Reply.ClaimGranted());

        assertThat(runs(granted.join())).containsExactly("1", "2");
        assertThat(granted.join()).noneMatch(task -> ((ActivityTask) task).claimRequired());
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRefusedTaskIsDropped() {
        CompletableFuture<List<Task>> granted = claims.claim(tasks, "w@host", owned);

        replies.getFirst().complete(new Reply.Rejected(RejectionReason.STALE, "Expected a pending attempt", "2"));

        assertThat(runs(granted.join())).containsExactly("1");
    }

    @Test
    void aClaimThatIsNotAnsweredIsRepeatedAsItWasAndLeftToTheNextPoll() {
        CompletableFuture<List<Task>> granted = claims.claim(tasks, "w@host", owned);
        nobodyAnswers();
        assertThat(runs(granted.join())).containsExactly("1");
        assertThat(asked).hasSize(3);

        List<Task> again = owned.poll(poll("w2", 0, 2), () -> {}).tasks();
        CompletableFuture<List<Task>> later = claims.claim(again, "w2@host", owned);
        replies.getLast().complete(new Reply.ClaimGranted());

        assertThat(runs(later.join())).containsExactly("2");
        assertThat(asked).hasSize(4);
        assertThat(asked.stream().distinct())
                .as("the claim, which may be on the log")
                .hasSize(1);
    }

    @Test
    void aClaimThatTheLogDidNotTakeGivesWayToAnother() {
        durable = CompletableFuture.failedFuture(new LogException("Expected a log, but it is away"));
        CompletableFuture<List<Task>> granted = claims.claim(tasks, "w@host", owned);
        replies.getLast().completeExceptionally(new LogException("Expected a log, but it is away"));
        assertThat(runs(granted.join())).containsExactly("1");
        assertThat(asked).hasSize(1);

        durable = CompletableFuture.completedFuture(null);
        List<Task> again = owned.poll(poll("w2", 0, 2), () -> {}).tasks();
        CompletableFuture<List<Task>> later = claims.claim(again, "w2@host", owned);
        replies.getLast().complete(new Reply.ClaimGranted());

        assertThat(runs(later.join())).containsExactly("2");
        assertThat(((ClaimActivityTask) asked.getLast()).identity()).isEqualTo("w2@host");
    }

    @Test
    void aClaimThatTheLogTakesLateIsNotReplaced() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        durable = slow;
        claims.claim(tasks, "w@host", owned);
        nobodyAnswers();
        slow.complete(null);

        claims.claim(owned.poll(poll("w2", 0, 2), () -> {}).tasks(), "w2@host", owned);

        assertThat(asked.stream().distinct()).hasSize(1);
    }

    @Test
    void anAnsweredClaimIsNotRememberedForTheNextAttempt() {
        claims.claim(tasks, "w@host", owned);
        replies.getFirst().complete(new Reply.Rejected(RejectionReason.STALE, "Expected a pending attempt", "2"));
        owned.offer(activityToClaim("2"));

        claims.claim(owned.poll(poll("w2", 0, 2), () -> {}).tasks(), "w2@host", owned);

        assertThat(((ClaimActivityTask) asked.getLast()).identity()).isEqualTo("w2@host");
    }

    @Test
    void aClaimedTaskWhoseWorkerLeftBeforeItWasSentGoesToTheNextWithoutAnotherClaim() {
        CompletableFuture<List<Task>> granted = claims.claim(tasks, "w@host", owned);
        replies.getFirst().complete(new Reply.ClaimGranted());

        owned.putBackUnsent(granted.join());

        List<Task> again = owned.poll(poll("w2", 0, 2), () -> {}).tasks();
        assertThat(runs(again)).containsExactly("1", "2");
        assertThat(Claims.areNeeded(again)).isFalse();
    }

    private RequestAsker.Asked ask(ExecutionKey key, String requestId, RequestBody body, Duration timeout) {
        asked.add(body);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        replies.add(reply);
        return new RequestAsker.Asked(durable, reply);
    }

    private void nobodyAnswers() {
        for (int tries = 0; tries < 3; tries++) {
            replies.getLast().completeExceptionally(new TimeoutException("Expected an answer"));
        }
    }
}
