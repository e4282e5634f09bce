package dev.weft.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.history.Requests;
import dev.weft.history.engine.HistorySlice;
import dev.weft.history.engine.PageLimit;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.subject.Codecs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryRowsTest {
    private static final ExecutionKey KEY = Requests.key("a");
    private static final PageLimit ROOMY = new PageLimit(1_000, 1 << 20);

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("history").get();
    private final HistoryRows rows = new HistoryRows(store, new Codecs().eventBatch());

    @BeforeEach
    void twoRunsWithRowsOfThreeEvents() {
        for (String run : List.of("run-1", "run-2")) {
            for (long first = 1; first <= 10; first += 3) {
                rows.append(List.of(batch(run, first, first + 2, 10)));
            }
        }
    }

    @Test
    void readBeginsInTheMiddleOfARow() {
        assertThat(ids(rows.read(KEY, "run-1", 5, Long.MAX_VALUE, ROOMY)))
                .containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void readEndsAtTheLastEventAskedFor() {
        HistorySlice slice = rows.read(KEY, "run-1", 1, 4, ROOMY);

        assertThat(ids(slice)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(slice.nextEventId()).isZero();
    }

    @Test
    void pageIsBoundedByEvents() {
        HistorySlice slice = rows.read(KEY, "run-1", 2, Long.MAX_VALUE, new PageLimit(4, 1 << 20));

        assertThat(ids(slice)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(slice.nextEventId()).isEqualTo(6);
    }

    @Test
    void pageIsBoundedByBytesButHoldsAtLeastOneEvent() {
        HistorySlice slice = rows.read(KEY, "run-1", 1, Long.MAX_VALUE, new PageLimit(1_000, 1));

        assertThat(ids(slice)).containsExactly(1L);
        assertThat(slice.nextEventId()).isEqualTo(2);
    }

    @Test
    void pagesTogetherAreTheWholeHistory() {
        long next = 1;
        long seen = 0;
        while (next != 0) {
            HistorySlice slice = rows.read(KEY, "run-2", next, Long.MAX_VALUE, new PageLimit(5, 1 << 20));
            assertThat(slice.events().getFirst().eventId()).isEqualTo(seen + 1);
            seen = slice.events().getLast().eventId();
            next = slice.nextEventId();
        }

        assertThat(seen).isEqualTo(12);
    }

    @Test
    void eventIsFoundInsideItsRow() {
        assertThat(rows.event(KEY, "run-1", 8)).map(HistoryEvent::eventId).contains(8L);
        assertThat(rows.event(KEY, "run-1", 13)).isEmpty();
        assertThat(rows.event(KEY, "run-0", 1)).isEmpty();
    }

    @Test
    void lastEventIsThatOfItsRun() {
        rows.append(List.of(batch("run-1", 13, 14, 10)));

        assertThat(rows.last(KEY, "run-1")).map(HistoryEvent::eventId).contains(14L);
        assertThat(rows.last(KEY, "run-2")).map(HistoryEvent::eventId).contains(12L);
        assertThat(rows.last(KEY, "run-")).isEmpty();
    }

    @Test
    void eventsOfOneRowAreReadFromTheStoreOnce() {
        rows.event(KEY, "run-1", 7);
        store.delete(Bytes.wrap(HistoryKey.encode(KEY, "run-1", 7)));

        assertThat(rows.event(KEY, "run-1", 8)).map(HistoryEvent::eventId).contains(8L);
        assertThat(rows.event(KEY, "run-2", 8)).map(HistoryEvent::eventId).contains(8L);
        assertThat(rows.event(KEY, "run-1", 8)).isEmpty();
    }

    @Test
    void eventsOfADeletedRunAreNotRemembered() {
        rows.event(KEY, "run-1", 8);

        rows.deleteRun(KEY, "run-1");

        assertThat(rows.event(KEY, "run-1", 8)).isEmpty();
    }

    @Test
    void deletingARunLeavesTheOthers() {
        rows.deleteRun(KEY, "run-1");

        assertThat(ids(rows.read(KEY, "run-1", 1, Long.MAX_VALUE, ROOMY))).isEmpty();
        assertThat(ids(rows.read(KEY, "run-2", 1, Long.MAX_VALUE, ROOMY))).hasSize(12);
    }

    @Test
    void batchThatIsTooLargeForARowBecomesSeveral() {
        long before = store.approximateNumEntries();

        rows.append(List.of(batch("run-3", 1, 8, 200_000)));

        assertThat(store.approximateNumEntries()).isEqualTo(before + 4);
        assertThat(ids(rows.read(KEY, "run-3", 1, 3, new PageLimit(8, 1 << 30))))
                .containsExactly(1L, 2L, 3L);
        assertThat(rows.event(KEY, "run-3", 7)).isPresent();
    }

    private static EventBatch batch(String runId, long first, long last, int payloadBytes) {
        byte[] data = new byte[payloadBytes];
        Arrays.fill(data, (byte) '1');
        List<HistoryEvent> events = LongStream.rangeClosed(first, last)
                .mapToObj(id -> new HistoryEvent(
                        id,
                        Instant.ofEpochMilli(id),
                        new WorkflowExecutionSignaled(
                                "s",
                                List.of(new Payload(Payload.JSON, Map.of(), data)),
                                Map.of(),
                                "",
                                ExecutionKey.NONE,
                                "")))
                .toList();
        return new EventBatch(KEY, runId, events);
    }

    private static List<Long> ids(HistorySlice slice) {
        return slice.events().stream().map(HistoryEvent::eventId).toList();
    }
}
