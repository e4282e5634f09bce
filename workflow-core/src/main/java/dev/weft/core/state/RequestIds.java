package dev.weft.core.state;

import java.util.List;

/** The newest request ids of an execution, in the order in which they came. */
public final class RequestIds {
    public static final RequestIds NONE = new RequestIds(PersistentMap.empty(), PersistentMap.empty(), 0);

    private final PersistentMap<String, Long> sequences;
    private final PersistentMap<Long, String> inOrder;
    private final long next;

    private RequestIds(PersistentMap<String, Long> sequences, PersistentMap<Long, String> inOrder, long next) {
        this.sequences = sequences;
        this.inOrder = inOrder;
        this.next = next;
    }

    public static RequestIds of(List<String> ids) {
        RequestIds result = NONE;
        for (String id : ids) {
            result = result.with(id, Limits.REQUEST_IDS);
        }
        return result;
    }

    public boolean contains(String requestId) {
        return sequences.containsKey(requestId);
    }

    /** Oldest first. */
    public List<String> toList() {
        return inOrder.values();
    }

    RequestIds with(String requestId, int bound) {
        if (contains(requestId)) {
            return this;
        }
        return new RequestIds(sequences.with(requestId, next), inOrder.with(next, requestId), next + 1).bounded(bound);
    }

    RequestIds bounded(int bound) {
        PersistentMap<String, Long> fewer = sequences;
        PersistentMap<Long, String> shorter = inOrder;
        while (shorter.size() > bound) {
            Long oldest = shorter.firstKey().orElseThrow();
            fewer = fewer.without(shorter.get(oldest).orElseThrow());
            shorter = shorter.without(oldest);
        }
        return new RequestIds(fewer, shorter, next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestIds that && toList().equals(that.toList());
    }

    @Override
    public int hashCode() {
        return toList().hashCode();
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
