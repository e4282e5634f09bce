package dev.weft.frontend.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.WorkerSeen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Roster roster = new Roster(clock);

    @Test
    void theNewestEntryOfAWorkerCounts() {
        roster.said(worker("w1", 1));
        roster.said(worker("w1", 2));
        roster.said(worker("w2", 3));

        assertThat(roster.workers(worker -> true))
                .extracting(worker -> worker.status().activitySlotsUsed())
                .containsExactly(2, 3);
        assertThat(roster.workers(worker -> worker.status().workerId().equals("w2")))
                .hasSize(1);
    }

    @Test
    void aWorkerThatWasWithdrawnIsGone() {
        roster.said(worker("w1", 1));

        roster.withdrawn(worker("w1", 1).key());

        assertThat(roster.workers(worker -> true)).isEmpty();
    }

    @Test
    void whatIsNotToldAgainForAMinuteIsGone() {
        roster.said(worker("w1", 1));
        roster.said(queue());
        now = now.plusSeconds(59);
        assertThat(roster.workers(worker -> true)).hasSize(1);
        assertThat(roster.queue("default", "orders")).isPresent();

        now = now.plus(Duration.ofSeconds(1));

        assertThat(roster.workers(worker -> true)).isEmpty();
        assertThat(roster.queue("default", "orders")).isEmpty();
        roster.said(worker("w2", 1));
        assertThat(roster.workers(worker -> true)).hasSize(1);
    }

    private WorkerSeen worker(String workerId, int used) {
        return new WorkerSeen(
                new WorkerStatus(
                        "default",
                        "orders",
                        workerId,
                        "me",
                        "weft-java",
                        "1",
                        10,
                        0,
                        10,
                        used,
                        0,
                        List.of(),
                        List.of()),
                now);
    }

    private QueueSeen queue() {
        return new QueueSeen("default", "orders", Instant.EPOCH, List.of(), now);
    }
}
