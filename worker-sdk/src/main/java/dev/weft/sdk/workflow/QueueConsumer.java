package dev.weft.sdk.workflow;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The end of a {@link WorkflowQueue} from which elements are taken. */
public interface QueueConsumer<E> {

    /**
     * Waits for an element and takes it; who began to wait first gets the first.
     *
     * @throws dev.weft.sdk.failure.CanceledFailure when the current scope is canceled
     */
    E take();

    /** Takes an element when one is there and nobody waits for it. */
    Optional<E> poll();

    /** Waits for an element and takes it; empty when none came within {@code timeout}. */
    Optional<E> poll(Duration timeout);

    /** The next element, which stays. */
    Optional<E> peek();

    /** This end, as one of what {@code function} makes of the elements when they are taken. */
    default <R> QueueConsumer<R> map(Function<? super E, ? extends R> function) {
        QueueConsumer<E> source = this;
        return new QueueConsumer<>() {
            @Override
            public R take() {
                return function.apply(source.take());
            }

            @Override
            public Optional<R> poll() {
                return source.poll().map(function);
            }

            @Override
            public Optional<R> poll(Duration timeout) {
                return source.poll(timeout).map(function);
            }

            @Override
            public Optional<R> peek() {
                return source.peek().map(function);
            }
        };
    }
}
