package dev.weft.testing.platform;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionState;
import dev.weft.history.engine.LiveExecution;
import dev.weft.schemas.json.RecordJson;
import dev.weft.schemas.json.RecordJsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** What a platform holds, as text. */
public final class Report {
    private Report() {}

    /** @throws IllegalArgumentException when there is no such workflow */
    public static String historyJson(MemoryPlatform platform, ExecutionKey key) {
        return platform.call(() -> {
            String runId = platform.state(key).runId();
            List<HistoryEvent> events = platform.history(key, runId);
            if (events.isEmpty()) {
                throw new IllegalArgumentException(
                        "Expected the id of a workflow of this environment, but got " + key.workflowId());
            }
            return text(new ClientDesk.History(key.workflowId(), runId, events, ""));
        });
    }

    /** Every execution with the history of its current run. */
    public static String everything(MemoryPlatform platform) {
        return platform.call(() -> {
            StringJoiner text = new StringJoiner("\n");
            text.add("Time of the test: " + platform.now());
            platform.executions().forEach(execution -> describe(platform, execution, text));
            platform.tasks()
                    .work()
                    .unserved()
                    .forEach(task -> text.add("Nobody takes a task of " + task.key() + " from task queue "
                            + task.queue().taskQueue()));
            return text.toString();
        });
    }

    private static void describe(MemoryPlatform platform, LiveExecution execution, StringJoiner text) {
        ExecutionState state = execution.state();
        text.add(Standstill.describe(state) + ":");
        for (HistoryEvent event : platform.history(state.key(), state.runId())) {
            text.add("  " + event.eventId() + " " + event.eventTime() + " " + event.eventType() + " "
                    + attributes(event));
        }
    }

    private static String attributes(HistoryEvent event) {
        return RecordJsonReader.parse(RecordJson.bytes(event))
                .path("attributes")
                .toString();
    }

    private static String text(Record view) {
        return new String(RecordJson.bytes(view), StandardCharsets.UTF_8);
    }
}
