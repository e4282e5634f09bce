package dev.weft.sdk.worker;

import dev.weft.core.model.Payload;
import dev.weft.sdk.activity.DynamicActivity;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.EncodedValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker has for an activity type. */
sealed interface ActivityCode {

    List<@Nullable Object> arguments(DataConverter data, List<Payload> input);

    /** Calls it; what it throws comes out as it is. */
    @Nullable
    Object call(List<@Nullable Object> arguments) throws Exception;

    /** The object that it belongs to, for messages. */
    Object target();

    /** @param method declared by the interface, called on {@code target} */
    record Typed(Object target, Method method, Type[] parameterTypes) implements ActivityCode {
        @Override
        public List<@Nullable Object> arguments(DataConverter data, List<Payload> input) {
            return Arrays.asList(data.fromPayloads(input, parameterTypes));
        }

        @Override
        public @Nullable Object call(List<@Nullable Object> arguments) throws Exception {
            try {
                return method.invoke(target, arguments.toArray());
            } catch (InvocationTargetException e) {
                switch (e.getTargetException()) {
                    case Exception thrown -> throw thrown;
                    case Error thrown -> throw thrown;
                    default -> throw e;
                }
            }
        }
    }

    /** Takes the types that have no code of their own. */
    record Dynamic(DynamicActivity target) implements ActivityCode {
        @Override
        public List<@Nullable Object> arguments(DataConverter data, List<Payload> input) {
            return List.of(new EncodedValues(input, data));
        }

        @Override
        public @Nullable Object call(List<@Nullable Object> arguments) throws Exception {
            if (arguments.size() == 1 && arguments.getFirst() instanceof EncodedValues values) {
                return target.execute(values);
            }
            throw new IllegalArgumentException(
                    "Expected one argument of type EncodedValues for a dynamic activity, but got " + arguments);
        }
    }
}
