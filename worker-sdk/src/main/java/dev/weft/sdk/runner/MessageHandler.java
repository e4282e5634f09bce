package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.workflow.HandlerUnfinishedPolicy;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What takes messages of one name. */
sealed interface MessageHandler {

    /** @throws dev.weft.sdk.data.DataConversionException when {@code input} does not fit */
    List<@Nullable Object> arguments(DataConverter data, List<Payload> input, BooleanSupplier wholeArrays);

    /** @param arguments as {@link #arguments} gave them, or what an interceptor made of them */
    @Nullable
    Object call(List<@Nullable Object> arguments) throws Exception;

    HandlerUnfinishedPolicy policy();

    /** @param what is handled, for sentences */
    record Typed(Object target, HandlerMethod method, String what) implements MessageHandler {
        @Override
        public List<@Nullable Object> arguments(DataConverter data, List<Payload> input, BooleanSupplier wholeArrays) {
            return Arrays.asList(Arguments.read(data, input, method.parameterTypes(), what, wholeArrays));
        }

        @Override
        public @Nullable Object call(List<@Nullable Object> arguments) throws Exception {
            return method.call(target, arguments.toArray());
        }

        @Override
        public HandlerUnfinishedPolicy policy() {
            return switch (method.part()) {
                case Part.Signal signal -> signal.policy();
                case Part.Update update -> update.policy();
                case Part.Query _p -> HandlerUnfinishedPolicy.ABANDON;
                case Part.Validator _p -> HandlerUnfinishedPolicy.ABANDON;
                case Part.Main _p -> HandlerUnfinishedPolicy.ABANDON;
            };
        }
    }

    /** Takes what has no handler of its own. */
    record Dynamic(Body body) implements MessageHandler {
        @FunctionalInterface
        interface Body {
            @Nullable
            Object call(EncodedValues arguments);
        }

        @Override
        public List<@Nullable Object> arguments(DataConverter data, List<Payload> input, BooleanSupplier wholeArrays) {
            return List.of(new EncodedValues(input, data));
        }

        @Override
        public @Nullable Object call(List<@Nullable Object> arguments) {
            if (arguments.size() == 1 && arguments.getFirst() instanceof EncodedValues values) {
                return body.call(values);
            }
            throw new IllegalArgumentException(
                    "Expected one argument of type EncodedValues for a dynamic handler, but got " + arguments);
        }

        @Override
        public HandlerUnfinishedPolicy policy() {
            return HandlerUnfinishedPolicy.WARN_AND_ABANDON;
        }
    }
}
