package dev.weft.sdk.replay;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAccepted;
import dev.weft.core.model.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What history says a workflow task is going to record; read before its code runs. Empty for the live task. */
final class TaskPreview {
    static final TaskPreview NOTHING = new TaskPreview();

    private final Map<String, Integer> versions = new HashMap<>();
    private final Set<String> unclaimedVersions = new HashSet<>();
    private final Deque<Payload> sideEffects = new ArrayDeque<>();
    private final Map<String, Payload> mutableSideEffects = new HashMap<>();
    private final List<WorkflowExecutionUpdateAccepted> acceptedUpdates = new ArrayList<>();
    private final List<HistoryEvent> localActivities = new ArrayList<>();

    static TaskPreview of(List<HistoryEvent> commandEvents) {
        TaskPreview preview = NOTHING;
        for (HistoryEvent event : commandEvents) {
            if (event.attributes() instanceof MarkerRecorded marker) {
                preview = preview == NOTHING ? new TaskPreview() : preview;
                preview.addMarker(event, marker);
            } else if (event.attributes() instanceof WorkflowExecutionUpdateAccepted accepted) {
                preview = preview == NOTHING ? new TaskPreview() : preview;
                preview.acceptedUpdates.add(accepted);
            }
        }
        return preview;
    }

    private void addMarker(HistoryEvent event, MarkerRecorded marker) {
        switch (marker.markerName()) {
            case Markers.VERSION -> {
                versions.put(Markers.id(marker.details()), Markers.version(marker));
                unclaimedVersions.add(Markers.id(marker.details()));
            }
            case Markers.SIDE_EFFECT -> sideEffects.add(Markers.value(marker));
            case Markers.MUTABLE_SIDE_EFFECT -> mutableSideEffects.put(Markers.callKey(marker), Markers.value(marker));
            case Markers.LOCAL_ACTIVITY -> localActivities.add(event);
            default -> {
                // A checkpoint, or a marker of user code or of another SDK: nothing to know in advance.
            }
        }
    }

    Map<String, Integer> versions() {
        return versions;
    }

    /** Whether the marker of this change belongs to the call that asks; true once. */
    boolean claimVersion(String changeId) {
        return unclaimedVersions.remove(changeId);
    }

    Optional<Payload> nextSideEffect() {
        return Optional.ofNullable(sideEffects.poll());
    }

    Optional<Payload> mutableSideEffect(String callKey) {
        return Optional.ofNullable(mutableSideEffects.remove(callKey));
    }

    List<WorkflowExecutionUpdateAccepted> acceptedUpdates() {
        return acceptedUpdates;
    }

    /** The markers of local activities that ended, in the order in which they did. */
    List<HistoryEvent> localActivities() {
        return localActivities;
    }
}
