package dev.weft.history.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.TimerEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventTailTest {
    private final EventTail tail = new EventTail();

    @Test
    void readsWhatWasAppended() {
        tail.append("run", events(1, 3), 30);
        tail.append("run", events(4, 6), 30);

        assertThat(ids(tail.read(2, 5))).containsExactly(2L, 3L, 4L, 5L);
        assertThat(tail.event("run", 5)).map(HistoryEvent::eventId).contains(5L);
        assertThat(tail.event("run", 7)).isEmpty();
    }

    @Test
    void dropsTheOldestBeyondItsBounds() {
        for (int first = 1; first <= 1_001; first += 100) {
            tail.append("run", events(first, first + 99), 10);
        }

        assertThat(tail.reachesBackTo("run", 601)).isTrue();
        assertThat(tail.reachesBackTo("run", 600)).isFalse();
        assertThat(tail.bytes()).isEqualTo(50);
    }

    @Test
    void batchThatIsTooLargeLeavesNothing() {
        tail.append("run", events(1, 1), EventTail.BYTES_MAX + 1);

        assertThat(tail.reachesBackTo("run", 1)).isFalse();
        assertThat(tail.bytes()).isZero();
    }

    @Test
    void anotherRunTakesThePlace() {
        tail.append("run", events(1, 3), 30);
        tail.append("next", events(1, 2), 20);

        assertThat(tail.reachesBackTo("run", 1)).isFalse();
        assertThat(tail.reachesBackTo("next", 1)).isTrue();
        assertThat(tail.bytes()).isEqualTo(20);
    }

    @Test
    void gapForgetsWhatWasBefore() {
        tail.append("run", events(1, 3), 30);
        tail.append("run", events(5, 6), 20);

        assertThat(tail.reachesBackTo("run", 4)).isFalse();
        assertThat(tail.reachesBackTo("run", 5)).isTrue();
    }

    @Test
    void whatTheWorkerHasSeenCanBeDropped() {
        tail.append("run", events(1, 3), 30);
        tail.append("run", events(4, 6), 30);

        tail.dropBefore(5);

        assertThat(tail.reachesBackTo("run", 4)).isTrue();
        assertThat(tail.reachesBackTo("run", 3)).isFalse();
    }

    private static List<HistoryEvent> events(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> new HistoryEvent(id, Instant.EPOCH, new TimerEvent.TimerFired("t" + id, 1)))
                .toList();
    }

    private static List<Long> ids(List<HistoryEvent> events) {
        return events.stream().map(HistoryEvent::eventId).toList();
    }
}
