package dev.weft.sdk.runner;

import dev.weft.core.event.HistoryEvent;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The history of one run in order. What a task has brought along is taken from there, what it lacks, in between or at
 * the end, is read by page; one page is held at a time.
 */
final class HistoryStream implements Iterator<HistoryEvent> {
    private final HistoryPages pages;
    private final List<HistoryEvent> given;
    private final long lastEventId;
    private long nextEventId;
    private int nextGiven;
    private List<HistoryEvent> page = List.of();
    private int nextOfPage;

    /**
     * @param given in order
     * @param firstEventId where the stream begins
     * @param lastEventId where it ends, if history reaches as far
     */
    HistoryStream(HistoryPages pages, List<HistoryEvent> given, long firstEventId, long lastEventId) {
        this.pages = pages;
        this.given = given;
        this.nextEventId = firstEventId;
        this.lastEventId = lastEventId;
    }

    @Override
    public boolean hasNext() {
        return nextEventId <= lastEventId && (givenHasNext() || pageHasNext() || readPage());
    }

    private boolean givenHasNext() {
        while (nextGiven < given.size() && given.get(nextGiven).eventId() < nextEventId) {
            nextGiven++;
        }
        return nextGiven < given.size() && given.get(nextGiven).eventId() == nextEventId;
    }

    private boolean pageHasNext() {
        while (nextOfPage < page.size() && page.get(nextOfPage).eventId() < nextEventId) {
            nextOfPage++;
        }
        return nextOfPage < page.size();
    }

    private boolean readPage() {
        page = pages.read(nextEventId);
        nextOfPage = 0;
        return pageHasNext();
    }

    @Override
    public HistoryEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Expected event " + nextEventId + ", but history ends before it");
        }
        HistoryEvent next = givenHasNext() ? given.get(nextGiven++) : page.get(nextOfPage++);
        nextEventId = next.eventId() + 1;
        return next;
    }
}
