package dev.weft.sdk.data;

import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of user code into payloads and back. Implementations are thread-safe, and deterministic: the same value
 * always gives the same payload, since workflow code runs again on replay.
 */
public interface DataConverter {

    /**
     * The payload of {@code value}; {@link Payload#NONE} for null.
     *
     * @throws DataConversionException when the value cannot be written
     */
    Payload toPayload(@Nullable Object value);

    /**
     * The value of {@code payload} as {@code type}; for {@link Payload#NONE} what {@link #absent} says.
     *
     * @throws DataConversionException when the payload does not hold such a value
     */
    <T> @Nullable T fromPayload(Payload payload, Type type);

    /** One payload per value. */
    default List<Payload> toPayloads(@Nullable Object... values) {
        List<Payload> payloads = new ArrayList<>(values.length);
        for (Object value : values) {
            payloads.add(toPayload(value));
        }
        return List.copyOf(payloads);
    }

    /**
     * The arguments of a method with parameters of {@code types}. Arguments that were not given are absent, those too
     * many are left out, so that a signature may grow and shrink while callers are old.
     */
    default @Nullable Object[] fromPayloads(List<Payload> payloads, Type... types) {
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = i < payloads.size() ? fromPayload(payloads.get(i), types[i]) : absent(types[i]);
        }
        return values;
    }

    /** What stands for "no value" in a variable of {@code type}: zero or false, an empty Optional, else null. */
    static @Nullable Object absent(Type type) {
        return AbsentValues.of(type);
    }
}
