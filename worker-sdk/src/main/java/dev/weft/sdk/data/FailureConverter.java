package dev.weft.sdk.data;

import dev.weft.core.model.Failure;

/** Turns exceptions into failure chains that travel and are stored, and back. Implementations are thread-safe. */
public interface FailureConverter {

    /** The chain of {@code thrown} and its causes, outermost first. */
    Failure toFailure(Throwable thrown, DataConverter data);

    /** The exception that user code gets to see for {@code failure}, with its causes; {@code failure} is not NONE. */
    RuntimeException toException(Failure failure, DataConverter data);
}
