package dev.weft.sdk.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Internal: the values of variables that a run or a coroutine has for itself. */
public final class LocalValues {
    private final Map<Object, @Nullable Object> values = new HashMap<>();

    @SuppressWarnings({"unchecked", "NullAway"}) // a variable puts in only what it gets out
    <T extends @Nullable Object> T get(Object variable, Supplier<? extends T> initial) {
        if (!values.containsKey(variable)) {
            values.put(variable, initial.get());
        }
        return (T) values.get(variable);
    }

    void set(Object variable, @Nullable Object value) {
        values.put(variable, value);
    }
}
