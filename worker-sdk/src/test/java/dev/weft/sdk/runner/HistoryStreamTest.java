package dev.weft.sdk.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.TimerEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryStreamTest {
    private final List<Long> pagesRead = new ArrayList<>();

    private static HistoryEvent event(long id) {
        return new HistoryEvent(id, Instant.EPOCH, new TimerEvent.TimerFired("t", 1));
    }

    private static List<HistoryEvent> events(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(HistoryStreamTest::event)
                .toList();
    }

    /** A history of ten events, three to a page. */
    private List<HistoryEvent> page(long fromEventId) {
        pagesRead.add(fromEventId);
        return events(fromEventId, Math.min(10, fromEventId + 2));
    }

    private List<Long> read(List<HistoryEvent> given, long first, long last) {
        List<Long> ids = new ArrayList<>();
        new HistoryStream(this::page, given, first, last).forEachRemaining(event -> ids.add(event.eventId()));
        return ids;
    }

    @Test
    void whatIsGivenIsNotRead() {
        assertThat(read(events(1, 7), 1, 7)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(read(events(5, 7), 5, 7)).containsExactly(5L, 6L, 7L);
        assertThat(pagesRead).isEmpty();
    }

    @Test
    void whatComesBeforeIsReadByPage() {
        assertThat(read(events(6, 7), 1, 7)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(pagesRead).containsExactly(1L, 4L);
    }

    @Test
    void whatFollowsIsReadByPageUpToTheLastOneWanted() {
        assertThat(read(events(1, 2), 1, 7)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(pagesRead).containsExactly(3L, 6L);
    }

    @Test
    void provisionalEventsBehindAFirstPageComeAfterThePagesInBetween() {
        List<HistoryEvent> given = new ArrayList<>(events(1, 3));
        given.addAll(events(11, 12));

        assertThat(read(given, 1, 12)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(pagesRead).containsExactly(4L, 7L, 10L);
    }

    @Test
    void whatHasBeenSeenIsLeftOut() {
        assertThat(read(events(1, 7), 5, 7)).containsExactly(5L, 6L, 7L);
    }

    @Test
    void historyMayEndBeforeTheLastOneWanted() {
        assertThat(read(List.of(), 9, Long.MAX_VALUE)).containsExactly(9L, 10L);
        HistoryStream ended = new HistoryStream(from -> List.of(), List.of(), 11, Long.MAX_VALUE);
        assertThatThrownBy(ended::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("Expected event 11, but history ends before it");
    }
}
