package dev.weft.core.state;

import dev.weft.core.reply.UpdateStage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The updates that a run knows. A value. What follows from the updates is kept with them, so that no step of an
 * execution has to look through all that it remembers.
 */
public final class UpdateBook implements Iterable<UpdateState> {
    public static final UpdateBook EMPTY = new UpdateBook(
            PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty(), 0, 0);

    private final PersistentMap<String, UpdateState> byId;
    private final PersistentMap<Long, String> bySequence;
    private final PersistentMap<Long, String> unsent;
    private final PersistentMap<Long, String> completed;
    private final long bytes;
    private final long completedBytes;

    private UpdateBook(
            PersistentMap<String, UpdateState> byId,
            PersistentMap<Long, String> bySequence,
            PersistentMap<Long, String> unsent,
            PersistentMap<Long, String> completed,
            long bytes,
            long completedBytes) {
        this.byId = byId;
        this.bySequence = bySequence;
        this.unsent = unsent;
        this.completed = completed;
        this.bytes = bytes;
        this.completedBytes = completedBytes;
    }

    public Optional<UpdateState> get(String updateId) {
        return byId.get(updateId);
    }

    public boolean containsKey(String updateId) {
        return byId.containsKey(updateId);
    }

    public int size() {
        return byId.size();
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** In the order of their ids. */
    public List<UpdateState> values() {
        return byId.values();
    }

    @Override
    public Iterator<UpdateState> iterator() {
        return byId.iterator();
    }

    /** Updates that are not completed. */
    public int inFlight() {
        return size() - completed.size();
    }

    /** What the updates take, at the most. */
    long bytes() {
        return bytes;
    }

    /** Admitted updates that no workflow task carries yet, in the order of their admission: as many as one may carry. */
    public List<UpdateState> unsent() {
        int bound = Math.min(unsent.size(), Limits.UPDATES_IN_FLIGHT);
        List<UpdateState> found = new ArrayList<>(bound);
        Iterator<String> oldestFirst = unsent.iterator();
        long room = Limits.SENT_UPDATE_BYTES;
        while (found.size() < bound) {
            UpdateState next = byId.get(oldestFirst.next()).orElseThrow();
            room -= StateSize.of(next);
            if (room < 0 && !found.isEmpty()) {
                return found;
            }
            found.add(next);
        }
        return found;
    }

    /** Follows from the updates that are known, so that a restored state numbers as the one it was taken from. */
    long nextSequence() {
        return bySequence.lastKey().map(last -> last + 1).orElse(0L);
    }

    UpdateBook with(UpdateState update) {
        UpdateBook others = without(update.updateId());
        boolean waits = update.stage() == UpdateStage.ADMITTED && !update.sent();
        long size = StateSize.of(update);
        return new UpdateBook(
                others.byId.with(update.updateId(), update),
                others.bySequence.with(update.sequence(), update.updateId()),
                waits ? others.unsent.with(update.sequence(), update.updateId()) : others.unsent,
                isCompleted(update) ? others.completed.with(update.sequence(), update.updateId()) : others.completed,
                others.bytes + size,
                others.completedBytes + (isCompleted(update) ? size : 0));
    }

    UpdateBook without(String updateId) {
        Optional<UpdateState> known = byId.get(updateId);
        if (known.isEmpty()) {
            return this;
        }
        UpdateState update = known.get();
        long size = StateSize.of(update);
        return new UpdateBook(
                byId.without(updateId),
                bySequence.without(update.sequence()),
                unsent.without(update.sequence()),
                completed.without(update.sequence()),
                bytes - size,
                completedBytes - (isCompleted(update) ? size : 0));
    }

    /**
     * Forgets the oldest completed updates, so that what remains of them is within {@link Limits#COMPLETED_UPDATES} and
     * {@link Limits#COMPLETED_UPDATE_BYTES}. The newest remains, whatever its size.
     */
    UpdateBook bounded() {
        UpdateBook fewer = this;
        while (fewer.remembersTooMuch()) {
            fewer = fewer.without(fewer.completed.iterator().next());
        }
        return fewer;
    }

    private boolean remembersTooMuch() {
        return completed.size() > Limits.COMPLETED_UPDATES
                || completed.size() > 1 && completedBytes > Limits.COMPLETED_UPDATE_BYTES;
    }

    private static boolean isCompleted(UpdateState update) {
        return update.stage() == UpdateStage.COMPLETED;
    }

    @Override
    public String toString() {
        return byId.toString();
    }
}
