package dev.weft.sdk.interceptor;

import dev.weft.core.model.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets something that belongs to the current thread - who asks, a trace, a locale - travel in the header of every call:
 * from a client to its workflow, from a workflow to its activities, children and following runs. Within a workflow, a
 * coroutine begins with the context of the code that made it; a message handler with that of its message or, when the
 * message has none, of the workflow. Thread-safe.
 *
 * @param <C> the context, immutable
 */
public interface ContextPropagator<C> {

    /** Tells propagators apart; one of each name. */
    String name();

    /** What belongs to the current thread now; null for nothing. */
    @Nullable
    C current();

    /** The fields of a header that carry {@code context}; values are JSON, names those of no other propagator. */
    Map<String, Payload> serialize(C context);

    /** What {@code header} carries; null when it carries nothing. */
    @Nullable
    C deserialize(Map<String, Payload> header);

    /** Makes {@code context} what belongs to the current thread; null takes away what did. */
    void set(@Nullable C context);
}
