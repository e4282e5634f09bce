package dev.weft.sdk.scenario;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.sdk.runner.HistoryPages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The history of a workflow that runs one activity after the other, made page by page when it is asked for. */
final class LongHistory implements HistoryPages {
    private static final int PAGE_EVENTS = 1_000;
    private static final int EVENTS_BEFORE = 5;
    private static final int EVENTS_PER_STEP = 6;

    private final int steps;

    LongHistory(int steps) {
        this.steps = steps;
    }

    /** The code that it belongs to. */
    Lambdas.Body code(Runnable onStep) {
        return code -> {
            for (int i = 0; i < steps; i++) {
                code.steps.step("s");
                onStep.run();
            }
            return steps;
        };
    }

    long size() {
        return EVENTS_BEFORE + (long) EVENTS_PER_STEP * steps;
    }

    /** How many steps are over when code has been told all events before {@code eventId} that it can be told. */
    static long stepsBefore(long eventId) {
        return Math.max(0, (eventId - EVENTS_BEFORE - 1) / EVENTS_PER_STEP);
    }

    @Override
    public List<HistoryEvent> read(long fromEventId) {
        List<HistoryEvent> page = new ArrayList<>();
        for (long id = fromEventId; id <= size() && page.size() < PAGE_EVENTS; id++) {
            page.add(new HistoryEvent(id, Instant.ofEpochSecond(id), attributes(id)));
        }
        return page;
    }

    private EventAttributes attributes(long id) {
        if (id == 1) {
            return started();
        }
        long inStep = Math.floorMod(id - EVENTS_BEFORE - 1, EVENTS_PER_STEP);
        long step = Math.floorDiv(id - EVENTS_BEFORE - 1, EVENTS_PER_STEP) + 1;
        long scheduled = EVENTS_BEFORE + EVENTS_PER_STEP * (step - 1);
        return switch ((int) inStep) {
            case 0 -> new ActivityEvent.ActivityTaskStarted(scheduled, 1, "", Failure.NONE);
            case 1 -> new ActivityEvent.ActivityTaskCompleted(scheduled, id - 1, Payload.json("\"r\""), "");
            case 2 -> new WorkflowTaskEvent.WorkflowTaskScheduled("q", false, Duration.ofSeconds(10), 1);
            case 3 -> new WorkflowTaskEvent.WorkflowTaskStarted(id - 1, false, 0);
            case 4 -> new WorkflowTaskEvent.WorkflowTaskCompleted(id - 2, id - 1, "", "weft-java", "1", List.of());
            default -> step == steps ? completed(id) : scheduled(step + 1, id);
        };
    }

    private static EventAttributes scheduled(long activityId, long id) {
        return new ActivityEvent.ActivityTaskScheduled(
                Long.toString(activityId),
                "Step",
                "",
                List.of(Payload.json("\"s\"")),
                Map.of(),
                ActivitySettings.startToClose(Duration.ofSeconds(10)),
                id - 1);
    }

    private static EventAttributes completed(long id) {
        return new WorkflowEvent.WorkflowExecutionCompleted(Payload.NONE, id - 1, List.of());
    }

    private static EventAttributes started() {
        return new WorkflowEvent.WorkflowExecutionStarted(
                RunSettings.of("Scripted", "q", List.of(Payload.json("\"in\""))),
                "run",
                "run",
                "run",
                "",
                ContinueInitiator.NONE,
                1,
                Instant.EPOCH,
                Duration.ZERO,
                ParentLink.NONE,
                ExecutionKey.NONE,
                false,
                Failure.NONE,
                Payload.NONE,
                "",
                "",
                List.of());
    }
}
