package dev.weft.sdk.data;

import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/** {@code byte[]} as it is. */
public final class BytesPayloadConverter implements PayloadConverter {

    @Override
    public String encoding() {
        return Payload.BINARY;
    }

    @Override
    public Optional<Payload> toPayload(Object value) {
        return value instanceof byte[] bytes
                ? Optional.of(new Payload(Payload.BINARY, Map.of(), bytes.clone()))
                : Optional.empty();
    }

    @Override
    public Object fromPayload(Payload payload, Type type) {
        if (type == byte[].class || type == Object.class) {
            return payload.data().clone();
        }
        throw new DataConversionException(
                "Expected a payload that can be read as " + type.getTypeName() + ", but got bytes");
    }
}
