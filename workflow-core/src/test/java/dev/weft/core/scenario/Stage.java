package dev.weft.core.scenario;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.RunHistories;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.event.Change;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.StateFold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An execution with a clock, and what has happened to it so far. */
public final class Stage {
    public static final ExecutionKey KEY = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, "order-1");
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, List<HistoryEvent>> histories = new HashMap<>();
    private ExecutionState state = ExecutionState.none(KEY);
    private Instant now = BEGINNING;
    private long offset;

    private Stage() {}

    public static Stage given(Step... steps) {
        Stage stage = new Stage();
        for (Step step : steps) {
            stage.when(step);
        }
        return stage;
    }

    /** An execution with a history that no request of these tests leads to. */
    public static Stage of(HistoryEvent... events) {
        Stage stage = new Stage();
        for (HistoryEvent event : events) {
            stage.state = StateFold.apply(stage.state, event);
            stage.histories
                    .computeIfAbsent(stage.state.runId(), unseen -> new ArrayList<>())
                    .add(event);
        }
        return stage;
    }

    public Outcome when(Step step) {
        Request request = step.of(this);
        ExecutionState before = state;
        Transition transition = WorkflowStateMachine.handle(
                state,
                new LoggedRequest(request, new LogPosition(0, offset++, now)),
                RunHistories.inMemory(runId -> histories.getOrDefault(runId, List.of())));
        remember(transition);
        state = transition.state();
        return new Outcome(this, before, transition);
    }

    public ExecutionState state() {
        return state;
    }

    /** The events of a run so far, none when the run is not kept. */
    public List<HistoryEvent> history(String runId) {
        return List.copyOf(histories.getOrDefault(runId, List.of()));
    }

    /** The types of the events of a run so far. */
    public List<String> eventTypes(String runId) {
        return history(runId).stream().map(HistoryEvent::eventType).toList();
    }

    private void remember(Transition transition) {
        String runId = state.runId();
        for (Change change : transition.changes()) {
            if (change instanceof HistoryEvent event) {
                if (event.attributes() instanceof WorkflowExecutionStarted started) {
                    runId = started.runId();
                }
                histories.computeIfAbsent(runId, unseen -> new ArrayList<>()).add(event);
            }
        }
        for (Effect effect : transition.effects()) {
            if (effect instanceof Effect.DeleteHistory delete) {
                histories.remove(delete.runId());
            }
        }
    }

    public Instant now() {
        return now;
    }

    void advanceTo(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    static Request request(RequestBody body) {
        return Request.of(KEY, body);
    }
}
