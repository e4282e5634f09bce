package dev.weft.sdk.failure;

import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that travel with a failure: either given by the code that throws it, or payloads still to be read. */
public final class Details {

    /** Reads one payload as a value of a type. */
    @FunctionalInterface
    public interface Reader {
        @Nullable
        Object read(Payload payload, Type type);
    }

    public static final Details NONE = new Details(List.of(), List.of(), (payload, type) -> payload);

    private final List<@Nullable Object> values;
    private final List<Payload> payloads;
    private final Reader reader;

    private Details(List<@Nullable Object> values, List<Payload> payloads, Reader reader) {
        this.values = values;
        this.payloads = payloads;
        this.reader = reader;
    }

    public static Details of(@Nullable Object... values) {
        List<@Nullable Object> copy = new ArrayList<>(values.length);
        Collections.addAll(copy, values);
        return new Details(copy, List.of(), NONE.reader);
    }

    public static Details received(List<Payload> payloads, Reader reader) {
        return new Details(List.of(), List.copyOf(payloads), reader);
    }

    public int size() {
        return values.size() + payloads.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * The value at {@code index}, from 0.
     *
     * @throws IndexOutOfBoundsException when there are not so many
     */
    public <T> @Nullable T get(int index, Class<T> type) {
        return get(index, (Type) type);
    }

    /** As {@link #get(int, Class)}, for generic types. The caller says what the type stands for. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(int index, Type type) {
        return (T) (payloads.isEmpty() ? values.get(index) : reader.read(payloads.get(index), type));
    }

    /** The payloads; values are written with {@code writer}. */
    public List<Payload> payloads(Function<@Nullable Object, Payload> writer) {
        return payloads.isEmpty() ? values.stream().map(writer).toList() : payloads;
    }
}
