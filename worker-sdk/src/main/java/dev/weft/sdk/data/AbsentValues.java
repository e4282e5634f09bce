package dev.weft.sdk.data;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a variable holds when no value was given for it. */
final class AbsentValues {
    private AbsentValues() {}

    static @Nullable Object of(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        if (!(raw instanceof Class<?> kind) || kind == void.class) {
            return null;
        }
        if (kind.isPrimitive()) {
            return Array.get(Array.newInstance(kind, 1), 0);
        }
        return optional(kind);
    }

    private static @Nullable Object optional(Class<?> kind) {
        if (kind == Optional.class) {
            return Optional.empty();
        } else if (kind == OptionalInt.class) {
            return OptionalInt.empty();
        } else if (kind == OptionalLong.class) {
            return OptionalLong.empty();
        } else if (kind == OptionalDouble.class) {
            return OptionalDouble.empty();
        }
        return null;
    }
}
