package dev.weft.core.state;

import dev.weft.core.model.EncodedSize;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** The newest request ids of an execution, in the order in which they came. */
public final class RequestIds {
    public static final RequestIds NONE = new RequestIds(PersistentMap.empty(), PersistentMap.empty(), 0, 0);

    private final PersistentMap<String, Long> sequences;
    private final PersistentMap<Long, String> inOrder;
    private final long next;
    private final long bytes;

    private RequestIds(
            PersistentMap<String, Long> sequences, PersistentMap<Long, String> inOrder, long next, long bytes) {
        this.sequences = sequences;
        this.inOrder = inOrder;
        this.next = next;
        this.bytes = bytes;
    }

    /** @param ids oldest first, each once */
    public static RequestIds of(List<String> ids) {
        List<Long> numbers = LongStream.range(0, ids.size()).boxed().toList();
        List<Long> byId = numbers.stream()
                .sorted(Comparator.comparing(number -> ids.get(number.intValue())))
                .toList();
        List<String> sortedIds =
                byId.stream().map(number -> ids.get(number.intValue())).toList();
        return new RequestIds(
                        PersistentMap.ofSorted(sortedIds, byId),
                        PersistentMap.ofSorted(numbers, ids),
                        ids.size(),
                        ids.stream().mapToLong(id -> EncodedSize.of(id)).sum())
                .bounded(Limits.REQUEST_IDS);
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
        return new RequestIds(
                        sequences.with(requestId, next),
                        inOrder.with(next, requestId),
                        next + 1,
                        bytes + EncodedSize.of(requestId))
                .bounded(bound);
    }

    /** Forgets the oldest, so that {@code bound} of them remain at most, and no more bytes than they may take. */
    RequestIds bounded(int bound) {
        PersistentMap<String, Long> fewer = sequences;
        PersistentMap<Long, String> shorter = inOrder;
        long smaller = bytes;
        while (shorter.size() > bound || smaller > Limits.REQUEST_ID_BYTES) {
            Long oldest = shorter.firstKey().orElseThrow();
            String forgotten = shorter.get(oldest).orElseThrow();
            fewer = fewer.without(forgotten);
            shorter = shorter.without(oldest);
            smaller -= EncodedSize.of(forgotten);
        }
        return new RequestIds(fewer, shorter, next, smaller);
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
