package dev.weft.core.scenario;

import dev.weft.core.engine.RunHistories;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** A history that is too long to be in memory as a whole, and how much of it was read. */
public final class LongHistory implements RunHistories {
    public static final int PAGE = 1_000;

    private final String runId;
    private final long length;
    private final LongFunction<EventAttributes> attributes;
    private long eventsRead;

    /** @param attributes of each event, by its id */
    public LongHistory(String runId, long length, LongFunction<EventAttributes> attributes) {
        this.runId = runId;
        this.length = length;
        this.attributes = attributes;
    }

    public long eventsRead() {
        return eventsRead;
    }

    @Override
    public List<HistoryEvent> page(String ofRun, long fromEventId, long toEventId) {
        long end = Math.min(Math.min(toEventId, length), fromEventId + PAGE - 1);
        return ofRun.equals(runId)
                ? LongStream.rangeClosed(fromEventId, end).mapToObj(this::read).toList()
                : List.of();
    }

    @Override
    public Optional<HistoryEvent> event(String ofRun, long eventId) {
        boolean known = ofRun.equals(runId) && eventId >= 1 && eventId <= length;
        return known ? Optional.of(read(eventId)) : Optional.empty();
    }

    @Override
    public Optional<HistoryEvent> last(String ofRun) {
        return event(ofRun, length);
    }

    private HistoryEvent read(long eventId) {
        eventsRead++;
        return new HistoryEvent(eventId, Stage.BEGINNING.plusMillis(eventId), attributes.apply(eventId));
    }
}
