package dev.weft.sdk.data;

import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the values of one encoding; a {@link StandardDataConverter} puts several together. Implementations
 * are thread-safe, and deterministic: the same value always gives the same payload.
 */
public interface PayloadConverter {

    /** The {@link Payload#encoding} of all payloads that it writes, and by which it gets them to read. */
    String encoding();

    /**
     * The payload of {@code value}; empty when values of this kind are left to the next converter.
     *
     * @throws DataConversionException when the value is of this kind and cannot be written
     */
    Optional<Payload> toPayload(Object value);

    /**
     * The value of a payload of this encoding as {@code type}; null when it holds none.
     *
     * @throws DataConversionException when the payload does not hold such a value
     */
    @Nullable
    Object fromPayload(Payload payload, Type type);
}
