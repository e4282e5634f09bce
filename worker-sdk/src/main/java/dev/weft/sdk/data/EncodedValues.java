package dev.weft.sdk.data;

import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arguments that have not been read yet, as dynamic workflows, activities and handlers get them. */
public final class EncodedValues {
    private final List<Payload> payloads;
    private final DataConverter data;

    public EncodedValues(List<Payload> payloads, DataConverter data) {
        this.payloads = List.copyOf(payloads);
        this.data = data;
    }

    public int size() {
        return payloads.size();
    }

    /** The argument at {@code index}, from 0; absent when there are not so many. */
    public <T> @Nullable T get(int index, Class<T> type) {
        return get(index, (Type) type);
    }

    /** As {@link #get(int, Class)}, for generic types. The caller says what the type stands for. */
    public <T> @Nullable T get(int index, Type type) {
        return data.fromPayload(index < payloads.size() ? payloads.get(index) : Payload.NONE, type);
    }

    /** As they were before any {@link PayloadCodec}: to be passed on as arguments. */
    public List<Payload> payloads() {
        return payloads.stream().map(this::decoded).toList();
    }

    private Payload decoded(Payload payload) {
        return Objects.requireNonNullElse(data.<Payload>fromPayload(payload, Payload.class), payload);
    }
}
