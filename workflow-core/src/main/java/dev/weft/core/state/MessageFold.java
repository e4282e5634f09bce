package dev.weft.core.state;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.UpdateStage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies signals, updates, markers and changed properties. */
final class MessageFold {
    private MessageFold() {}

    static void apply(StateDraft draft, HistoryEvent event, MessageEvent attributes) {
        switch (attributes) {
            case MessageEvent.WorkflowExecutionSignaled signaled -> draft.remember(signaled.requestId());
            case MessageEvent.WorkflowExecutionUpdateAdmitted admitted ->
                draft.putUpdate(admitted(
                        draft, admitted.updateId(), admitted.updateName(), admitted.input(), admitted.header()));
            case MessageEvent.WorkflowExecutionUpdateAccepted accepted ->
                draft.putUpdate(draft.updates
                        .get(accepted.updateId())
                        .orElseGet(() -> unadmitted(draft, accepted))
                        .accepted(event.eventId()));
            case MessageEvent.WorkflowExecutionUpdateCompleted completed -> {
                draft.updates
                        .get(completed.updateId())
                        .ifPresent(
                                update -> draft.putUpdate(update.completed(completed.result(), completed.failure())));
                draft.updates = draft.updates.bounded();
            }
            case MessageEvent.MarkerRecorded marker -> {
                // Only workflow code reads markers.
            }
            case MessageEvent.UpsertWorkflowSearchAttributes upsert ->
                draft.setRun(draft.run.withSearchAttributes(
                        merged(draft.run.searchAttributes(), upsert.searchAttributes())));
            case MessageEvent.WorkflowPropertiesModified modified ->
                draft.setRun(draft.run.withMemo(merged(draft.run.memo(), modified.upsertedMemo())));
        }
    }

    private static UpdateState admitted(
            StateDraft draft, String updateId, String updateName, List<Payload> input, Map<String, Payload> header) {
        return new UpdateState(
                updateId,
                draft.updates.nextSequence(),
                updateName,
                input,
                header,
                UpdateStage.ADMITTED,
                false,
                0,
                Payload.NONE,
                Failure.NONE,
                List.of());
    }

    /** History alone does not tell of the admission. */
    private static UpdateState unadmitted(StateDraft draft, MessageEvent.WorkflowExecutionUpdateAccepted accepted) {
        return admitted(draft, accepted.updateId(), accepted.updateName(), accepted.input(), accepted.header());
    }

    /** A value of nothing removes its key. */
    private static Map<String, Payload> merged(Map<String, Payload> old, Map<String, Payload> changed) {
        Map<String, Payload> result = new HashMap<>(old);
        changed.forEach((name, value) -> {
            if (value.isNone()) {
                result.remove(name);
            } else {
                result.put(name, value);
            }
        });
        return Map.copyOf(result);
    }
}
