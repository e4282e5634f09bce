package dev.weft.history.engine;

import dev.weft.core.engine.RunHistories;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import java.util.List;
import java.util.Optional;

/** What the repository keeps of one execution. */
record KeptHistories(HistoryRepository repository, ExecutionKey key) implements RunHistories {
    @Override
    public List<HistoryEvent> page(String runId, long fromEventId, long toEventId) {
        return repository
                .read(key, runId, fromEventId, toEventId, PageLimit.FIRST_PAGE)
                .events();
    }

    @Override
    public Optional<HistoryEvent> event(String runId, long eventId) {
        return eventId < 1 ? Optional.empty() : repository.event(key, runId, eventId);
    }

    @Override
    public Optional<HistoryEvent> last(String runId) {
        return repository.last(key, runId);
    }
}
