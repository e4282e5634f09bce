package dev.weft.core.state;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The closed runs of an execution that are kept, in the order in which they are to be deleted. A value. */
public final class RetiredRuns implements Iterable<RetiredRun> {
    static final RetiredRuns NONE = new RetiredRuns(PersistentMap.empty(), PersistentMap.empty());

    private final PersistentMap<RetiredRun, RetiredRun> inOrder;
    private final PersistentMap<String, RetiredRun> byRunId;

    private RetiredRuns(PersistentMap<RetiredRun, RetiredRun> inOrder, PersistentMap<String, RetiredRun> byRunId) {
        this.inOrder = inOrder;
        this.byRunId = byRunId;
    }

    public boolean contains(String runId) {
        return byRunId.containsKey(runId);
    }

    public int size() {
        return inOrder.size();
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** The one that is to be deleted first. */
    public Optional<RetiredRun> first() {
        return inOrder.firstKey();
    }

    public List<RetiredRun> values() {
        return inOrder.values();
    }

    @Override
    public Iterator<RetiredRun> iterator() {
        return inOrder.iterator();
    }

    RetiredRuns with(RetiredRun run) {
        RetiredRuns others = without(run.runId());
        return new RetiredRuns(others.inOrder.with(run, run), others.byRunId.with(run.runId(), run));
    }

    RetiredRuns without(String runId) {
        return byRunId.get(runId)
                .map(run -> new RetiredRuns(inOrder.without(run), byRunId.without(runId)))
                .orElse(this);
    }

    @Override
    public String toString() {
        return inOrder.toString();
    }
}
