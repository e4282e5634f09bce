package dev.weft.matching.partition;

import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.poll;
import static dev.weft.matching.queue.Tasks.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest.ReportActivityStarted;
import dev.weft.matching.partition.OwnedPartition.Begun;
import dev.weft.matching.partition.OwnedPartitions.Storage;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.schemas.kafka.LogException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnedPartitionsTest {
    private final List<Request> appended = new ArrayList<>();
    private final List<Integer> resent = new ArrayList<>();
    private final List<String> ready = new ArrayList<>();
    private boolean logIsAway;
    private final OwnedPartitions partitions = new OwnedPartitions(
            1,
            new Storage(
                    QueueLimits.DEFAULT,
                    new MemoryBudget(1 << 20),
                    () -> {
                        throw new IllegalStateException("Expected no spill");
                    },
                    new QueueStatistics()),
            new RequestOutbox(this::append),
            resent::add,
            Clock.systemUTC());

    @Test
    void aTaskOfAPartitionOfSomebodyElseIsNotTaken() {
        assertThat(partitions.offer(activityTask("1"))).isFalse();

        partitions.own(0);

        assertThat(partitions.offer(activityTask("1"))).isTrue();
        assertThat(partitions.owned()).isEqualTo(1);
    }

    @Test
    void aTakeoverHasWhatIsPendingSentAgain() {
        partitions.own(0);

        assertThat(resent).containsExactly(0);
    }

    @Test
    void givingUpEndsPollsAndReportsWhatIsUnderWay() {
        partitions.own(0);
        OwnedPartition owned = partitions.find(0).orElseThrow();
        partitions.offer(activityTask("1"));
        Begun begun = owned.poll(poll("w", 0, 1), () -> ready.add("never"));
        owned.poll(poll("w", 0, 1), () -> ready.add("ended"));
        assertThat(runs(begun.tasks())).containsExactly("1");

        partitions.giveUp(0);

        assertThat(ready).containsExactly("ended");
        assertThat(appended).hasSize(1);
        assertThat(appended.getFirst().body()).isInstanceOf(ReportActivityStarted.class);
        assertThat(resent).containsExactly(0);
        assertThat(partitions.offer(activityTask("2"))).isFalse();
        assertThatThrownBy(() -> owned.poll(poll("w", 0, 1), () -> {})).isInstanceOf(NotOwnedException.class);
    }

    @Test
    void whoWasThrownOutOfTheGroupHasEverythingSentOnceMore() {
        partitions.own(0);

        partitions.lose(0);

        assertThat(resent).containsExactly(0, 0);
    }

    @Test
    void whatTheLogDidNotAcknowledgeIsAppendedAgain() {
        partitions.own(0);
        partitions.offer(activityTask("1"));
        partitions.find(0).orElseThrow().poll(poll("w", 0, 1), () -> {});
        logIsAway = true;
        partitions.giveUp(0);
        assertThat(appended).isEmpty();

        partitions.tick();
        assertThat(appended).isEmpty();
        logIsAway = false;
        partitions.tick();
        partitions.tick();

        assertThat(appended).hasSize(1);
    }

    private CompletableFuture<Void> append(Request request) {
        if (logIsAway) {
            return CompletableFuture.failedFuture(new LogException("Expected a log, but it is away"));
        }
        appended.add(request);
        return CompletableFuture.completedFuture(null);
    }
}
