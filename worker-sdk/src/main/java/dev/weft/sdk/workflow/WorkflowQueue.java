package dev.weft.sdk.workflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Hands elements from one coroutine of a run to another, in order. Coroutines that wait get their turn in the order in
 * which they began to wait.
 */
public final class WorkflowQueue<E> implements QueueConsumer<E> {
    private final int capacity;
    private final Deque<E> elements = new ArrayDeque<>();
    private final Deque<Object> givers = new ArrayDeque<>();
    private final Deque<Object> takers = new ArrayDeque<>();

    WorkflowQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("Expected a capacity of at least 1, but got " + capacity);
        }
        this.capacity = capacity;
    }

    /**
     * Waits for room and adds {@code element}.
     *
     * @throws dev.weft.sdk.failure.CanceledFailure when the current scope is canceled
     */
    public void put(E element) {
        if (!offer(element)) {
            Object turn = new Object();
            givers.add(turn);
            try {
                Workflow.await(() -> hasRoom() && givers.peek() == turn);
                elements.add(element);
            } finally {
                givers.remove(turn);
            }
        }
    }

    /** Adds {@code element} when there is room and nobody waits for it. */
    public boolean offer(E element) {
        requireWritable();
        return givers.isEmpty() && hasRoom() && elements.add(element);
    }

    /** Waits for room and adds {@code element}; false when there was none within {@code timeout}. */
    public boolean offer(E element, Duration timeout) {
        return offer(element)
                || awaitTurn(givers, timeout, this::hasRoom)
                        .filter(_turn -> elements.add(element))
                        .isPresent();
    }

    @Override
    public E take() {
        Optional<E> element = poll();
        if (element.isPresent()) {
            return element.get();
        }
        Object turn = new Object();
        takers.add(turn);
        try {
            Workflow.await(() -> !elements.isEmpty() && takers.peek() == turn);
            return elements.remove();
        } finally {
            takers.remove(turn);
        }
    }

    @Override
    public Optional<E> poll() {
        requireWritable();
        return takers.isEmpty() ? Optional.ofNullable(elements.poll()) : Optional.empty();
    }

    @Override
    public Optional<E> poll(Duration timeout) {
        Optional<E> element = poll();
        return element.isPresent()
                ? element
                : awaitTurn(takers, timeout, () -> !elements.isEmpty()).map(_turn -> elements.remove());
    }

    @Override
    public Optional<E> peek() {
        return Optional.ofNullable(elements.peek());
    }

    public int size() {
        return elements.size();
    }

    private boolean hasRoom() {
        return elements.size() < capacity;
    }

    /** @return the turn that has come, out of the line; empty when it did not come in time */
    private static Optional<Object> awaitTurn(Deque<Object> line, Duration timeout, BooleanSupplier possible) {
        Object turn = new Object();
        line.add(turn);
        try {
            boolean came = Workflow.await(timeout, () -> possible.getAsBoolean() && line.peek() == turn);
            return came ? Optional.of(turn) : Optional.empty();
        } finally {
            line.remove(turn);
        }
    }

    private static void requireWritable() {
        CurrentWorkflow.runtime().requireWritable("change a queue");
    }
}
