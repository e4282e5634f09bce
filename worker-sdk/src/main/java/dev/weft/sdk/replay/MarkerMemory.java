package dev.weft.sdk.replay;

import dev.weft.core.model.Payload;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Values that code records once and finds again: versions and side effects. */
final class MarkerMemory {
    static final int DEFAULT_VERSION = -1;

    private final Ledger ledger;
    private final CodePositions positions;
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Integer> mutableCalls = new HashMap<>();
    private final Map<String, Payload> mutableValues = new HashMap<>();
    private TaskPreview preview = TaskPreview.NOTHING;
    private boolean replaying;

    MarkerMemory(Ledger ledger, CodePositions positions) {
        this.ledger = ledger;
        this.positions = positions;
    }

    void taskStarts(TaskPreview taskPreview, boolean nowReplaying) {
        preview = taskPreview;
        replaying = nowReplaying;
        // A change that code already took as absent stays absent.
        taskPreview.versions().forEach(versions::putIfAbsent);
    }

    int version(String changeId, int minimum, int maximum) {
        String id = Markers.quoted(changeId);
        Integer known = versions.get(id);
        if (known == null) {
            known = replaying ? DEFAULT_VERSION : maximum;
            versions.put(id, known);
            if (!replaying) {
                NoteMachine.issue(ledger, Markers.version(changeId, known));
            }
        } else if (preview.claimVersion(id) && known.equals(preview.versions().get(id))) {
            NoteMachine.issue(ledger, Markers.version(changeId, known));
        }
        if (known < minimum || known > maximum) {
            throw new NonDeterminismException(
                    "Expected a version of change " + id + " from " + minimum + " to " + maximum + ", but this run has "
                            + known + " at " + positions.issuing().text());
        }
        return known;
    }

    Payload sideEffect(Supplier<Payload> effect) {
        Payload value = replaying
                ? preview.nextSideEffect()
                        .orElseThrow(() ->
                                new NonDeterminismException("Expected history to have recorded the side effect at "
                                        + positions.issuing().text()
                                        + ", but it has no further one in this workflow task"))
                : effect.get();
        NoteMachine.issue(ledger, Markers.sideEffect(value));
        return value;
    }

    /** @param next gives the new value for the one there was, empty to keep that */
    Payload mutableSideEffect(String rawId, Function<Optional<Payload>, Optional<Payload>> next) {
        String id = Markers.quoted(rawId);
        int call = mutableCalls.merge(id, 1, Integer::sum);
        Optional<Payload> before = Optional.ofNullable(mutableValues.get(id));
        Optional<Payload> changed =
                replaying ? preview.mutableSideEffect(Markers.callKey(id, call)) : next.apply(before);
        if (changed.isPresent()) {
            mutableValues.put(id, changed.get());
            NoteMachine.issue(ledger, Markers.mutableSideEffect(rawId, call, changed.get()));
            return changed.get();
        }
        return before.orElseThrow(() -> new NonDeterminismException("Expected history to have recorded the side effect "
                + id + " at " + positions.issuing().text() + ", but it has not"));
    }
}
