package dev.weft.sdk.runner;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.sdk.replay.TaskMoment;
import dev.weft.sdk.workflow.SearchAttributeUpdate;
import dev.weft.sdk.workflow.SearchAttributes;
import dev.weft.sdk.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run knows about itself: how it was started, and what code has upserted since. */
final class RunFacts {
    private final ExecutionKey key;
    private final WorkflowExecutionStarted started;
    private final Instant startTime;
    private final Map<String, Payload> memo;
    private SearchAttributes searchAttributes;

    RunFacts(ExecutionKey key, WorkflowExecutionStarted started, Instant startTime) {
        this.key = key;
        this.started = started;
        this.startTime = startTime;
        this.memo = new HashMap<>(started.settings().memo());
        this.searchAttributes = SearchAttributes.fromPayloads(started.settings().searchAttributes());
    }

    ExecutionKey key() {
        return key;
    }

    WorkflowExecutionStarted started() {
        return started;
    }

    WorkflowInfo info(TaskMoment moment) {
        return new WorkflowInfo(
                key,
                started.runId(),
                started.firstRunId(),
                started.originalRunId(),
                started.continuedRunId(),
                started.settings().workflowType(),
                started.settings().taskQueue(),
                started.attempt(),
                startTime,
                started.settings().executionTimeout(),
                started.settings().runTimeout(),
                started.settings().taskTimeout(),
                started.parent(),
                started.root(),
                moment.startedEventId(),
                moment.historySizeBytes(),
                moment.suggestContinueAsNew());
    }

    Optional<Payload> memo(String name) {
        return Optional.ofNullable(memo.get(name));
    }

    Map<String, Payload> memo() {
        return Map.copyOf(memo);
    }

    SearchAttributes searchAttributes() {
        return searchAttributes;
    }

    void upsertMemo(Map<String, Payload> values) {
        values.forEach((name, value) -> {
            if (value.isNone()) {
                memo.remove(name);
            } else {
                memo.put(name, value);
            }
        });
    }

    /** @return what has changed, with {@link Payload#NONE} for what is gone */
    Map<String, Payload> upsertSearchAttributes(List<SearchAttributeUpdate> updates) {
        searchAttributes = searchAttributes.with(updates.toArray(SearchAttributeUpdate[]::new));
        Map<String, Payload> after = searchAttributes.toPayloads();
        Map<String, Payload> changed = new HashMap<>();
        for (SearchAttributeUpdate update : updates) {
            String name = update.key().name();
            changed.put(name, after.getOrDefault(name, Payload.NONE));
        }
        return changed;
    }
}
