package dev.weft.sdk.interceptor;

import dev.weft.core.model.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Internal: all propagators of a client or worker at once. Without propagators nothing is done and nothing is made. */
public final class Propagation {
    public static final Propagation NONE = new Propagation(List.of());

    private final List<ContextPropagator<?>> propagators;

    private Propagation(List<ContextPropagator<?>> propagators) {
        this.propagators = propagators;
    }

    /** @throws IllegalArgumentException when two have the same name */
    public static Propagation of(List<? extends ContextPropagator<?>> propagators) {
        Set<String> names = new HashSet<>();
        for (ContextPropagator<?> propagator : propagators) {
            if (!names.add(propagator.name())) {
                throw new IllegalArgumentException(
                        "Expected one context propagator of each name, but two are named '" + propagator.name() + "'");
            }
        }
        return propagators.isEmpty() ? NONE : new Propagation(List.copyOf(propagators));
    }

    public boolean isNone() {
        return propagators.isEmpty();
    }

    /** {@code header} with what belongs to the current thread. */
    public Map<String, Payload> addTo(Map<String, Payload> header) {
        if (isNone()) {
            return header;
        }
        Map<String, Payload> all = new HashMap<>(header);
        propagators.forEach(propagator -> all.putAll(serialized(propagator)));
        return all;
    }

    private static <C> Map<String, Payload> serialized(ContextPropagator<C> propagator) {
        C context = propagator.current();
        return context == null ? Map.of() : propagator.serialize(context);
    }

    /** What belongs to the current thread. */
    public Contexts current() {
        List<Context<?>> contexts = new ArrayList<>(propagators.size());
        propagators.forEach(propagator -> contexts.add(current(propagator)));
        return new Contexts(contexts);
    }

    private static <C> Context<C> current(ContextPropagator<C> propagator) {
        return new Context<>(propagator, propagator.current());
    }

    /** What {@code header} carries; where it carries nothing, what {@code fallback} does. */
    public Contexts read(Map<String, Payload> header, Map<String, Payload> fallback) {
        List<Context<?>> contexts = new ArrayList<>(propagators.size());
        propagators.forEach(propagator -> contexts.add(read(propagator, header, fallback)));
        return new Contexts(contexts);
    }

    private static <C> Context<C> read(
            ContextPropagator<C> propagator, Map<String, Payload> header, Map<String, Payload> fallback) {
        C context = propagator.deserialize(header);
        return new Context<>(propagator, context == null ? propagator.deserialize(fallback) : context);
    }

    private record Context<C>(
            ContextPropagator<C> propagator, @Nullable C value) {
        void set() {
            propagator.set(value);
        }

        void clear() {
            propagator.set(null);
        }
    }

    /** The contexts of one piece of code. */
    public static final class Contexts {
        private final List<Context<?>> contexts;

        private Contexts(List<Context<?>> contexts) {
            this.contexts = contexts;
        }

        /** Calls {@code code} with these contexts on a thread that has none. */
        public <T extends @Nullable Object> T call(Callable<T> code) throws Exception {
            try {
                contexts.forEach(Context::set);
                return code.call();
            } finally {
                contexts.forEach(Context::clear);
            }
        }

        /** As {@link #call}. */
        public void run(Runnable code) {
            try {
                contexts.forEach(Context::set);
                code.run();
            } finally {
                contexts.forEach(Context::clear);
            }
        }
    }
}
