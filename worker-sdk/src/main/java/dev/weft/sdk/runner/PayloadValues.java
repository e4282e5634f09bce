package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.workflow.EncodedValues;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments that are read when they are asked for. */
record PayloadValues(List<Payload> payloads, DataConverter data) implements EncodedValues {

    @Override
    public int size() {
        return payloads.size();
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        return get(index, (Type) type);
    }

    @Override
    public <T> @Nullable T get(int index, Type type) {
        return data.fromPayload(index < payloads.size() ? payloads.get(index) : Payload.NONE, type);
    }
}
