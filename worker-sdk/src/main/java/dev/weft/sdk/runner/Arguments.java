package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConversionException;
import dev.weft.sdk.data.DataConverter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Turns the payloads of a call into the arguments of a method. */
final class Arguments {
    private Arguments() {}

    /**
     * The arguments for parameters of {@code types}. One payload that is a JSON array of as many values stands for
     * several arguments, if each of them fits its parameter, else for the first one; trailing arguments that are missing
     * are absent.
     *
     * @param what is called, for the error's sentence
     * @param wholeArrays whether an array whose elements do not fit may be one argument; asked where it is
     * @throws DataConversionException when the payloads do not fit
     */
    static @Nullable Object[] read(
            DataConverter data, List<Payload> input, Type[] types, String what, BooleanSupplier wholeArrays) {
        List<Payload> several = spread(input, types.length);
        try {
            return values(data, several, types, what);
        } catch (DataConversionException e) {
            if (several == input) {
                throw e;
            }
            @Nullable Object[] one;
            try {
                one = values(data, input, types, what);
            } catch (DataConversionException whole) {
                e.addSuppressed(whole);
                throw e;
            }
            if (!wholeArrays.getAsBoolean()) {
                throw e;
            }
            return one;
        }
    }

    private static @Nullable Object[] values(DataConverter data, List<Payload> payloads, Type[] types, String what) {
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Payload payload = i < payloads.size() ? payloads.get(i) : Payload.NONE;
            if (types[i] instanceof Class<?> type && type.isPrimitive() && isNull(payload)) {
                throw new DataConversionException("Expected argument " + (i + 1) + " of " + what + " to be of type "
                        + type.getName() + ", but it is " + (i < payloads.size() ? "null" : "missing"));
            }
            values[i] = data.fromPayload(payload, types[i]);
        }
        return values;
    }

    private static List<Payload> spread(List<Payload> input, int parameters) {
        if (parameters < 2 || input.size() != 1) {
            return input;
        }
        Payload only = input.getFirst();
        if (!only.encoding().equals(Payload.JSON) || !startsAsArray(only.data())) {
            return input;
        }
        List<String> elements = JsonArrays.elements(new String(only.data(), StandardCharsets.UTF_8));
        if (elements.size() != parameters) {
            return input;
        }
        List<Payload> each = new ArrayList<>(parameters);
        elements.forEach(element -> each.add(Payload.json(element)));
        return each;
    }

    private static boolean startsAsArray(byte[] json) {
        for (byte b : json) {
            if (b > ' ') {
                return b == '[';
            }
        }
        return false;
    }

    private static boolean isNull(Payload payload) {
        return payload.isNone()
                || payload.encoding().equals(Payload.JSON)
                        && new String(payload.data(), StandardCharsets.UTF_8).isBlank()
                || payload.encoding().equals(Payload.JSON)
                        && payload.data().length < 16
                        && new String(payload.data(), StandardCharsets.UTF_8)
                                .strip()
                                .equals("null");
    }
}
