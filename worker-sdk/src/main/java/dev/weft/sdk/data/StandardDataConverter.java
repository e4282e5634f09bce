package dev.weft.sdk.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.model.Payload;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default: a chain of {@link PayloadConverter}s. The first one that takes a value writes it; a payload is read by the
 * one of its encoding.
 *
 * <p>{@code byte[]} travels as it is; protobuf messages as protobuf's JSON or binary, if {@code protobuf-java-util} or at
 * least {@code protobuf-java} is on the class path; everything else is JSON by Jackson. Null is {@link Payload#NONE}, and
 * a {@link Payload} passes through unread.
 */
public final class StandardDataConverter implements DataConverter {
    private final List<PayloadConverter> converters;
    private final Map<String, PayloadConverter> byEncoding;

    public StandardDataConverter() {
        this(JsonPayloadConverter.defaultMapper());
    }

    /** @param mapper of all values that are written as JSON */
    public StandardDataConverter(ObjectMapper mapper) {
        this(standard(mapper));
    }

    private StandardDataConverter(List<PayloadConverter> converters) {
        this.converters = List.copyOf(converters);
        this.byEncoding = new HashMap<>();
        converters.forEach(converter -> byEncoding.putIfAbsent(converter.encoding(), converter));
    }

    private static List<PayloadConverter> standard(ObjectMapper mapper) {
        List<PayloadConverter> converters = new ArrayList<>();
        converters.add(new BytesPayloadConverter());
        converters.addAll(ProtobufConverters.present());
        converters.add(new JsonPayloadConverter(mapper));
        return converters;
    }

    /** Exactly these converters, in this order. */
    public static StandardDataConverter of(PayloadConverter... converters) {
        return new StandardDataConverter(List.of(converters));
    }

    /** This chain with other converters before it, which also win where an encoding is the same. */
    public StandardDataConverter withFirst(PayloadConverter... first) {
        List<PayloadConverter> longer = new ArrayList<>(List.of(first));
        longer.addAll(converters);
        return new StandardDataConverter(longer);
    }

    @Override
    public Payload toPayload(@Nullable Object value) {
        return switch (value) {
            case null -> Payload.NONE;
            case Payload payload -> payload;
            default -> write(value);
        };
    }

    private Payload write(Object value) {
        for (PayloadConverter converter : converters) {
            Optional<Payload> payload = converter.toPayload(value);
            if (payload.isPresent()) {
                return payload.get();
            }
        }
        throw new DataConversionException("Expected a value that one of the converters " + encodings()
                + " takes, but got one of " + value.getClass().getName());
    }

    @Override
    @SuppressWarnings("unchecked") // the caller says what the type stands for
    public <T> @Nullable T fromPayload(Payload payload, Type type) {
        if (type == Payload.class) {
            return (T) payload;
        }
        if (type == void.class || type == Void.class) {
            return null;
        }
        Object value = payload.isNone() ? null : converter(payload, type).fromPayload(payload, type);
        return (T) (value == null ? DataConverter.absent(type) : value);
    }

    private PayloadConverter converter(Payload payload, Type type) {
        PayloadConverter converter = byEncoding.get(payload.encoding());
        if (converter == null) {
            throw new DataConversionException("Expected a payload in one of the encodings " + encodings() + ", but got "
                    + payload.encoding() + " where " + type.getTypeName() + " is wanted");
        }
        return converter;
    }

    private List<String> encodings() {
        return converters.stream().map(PayloadConverter::encoding).distinct().toList();
    }
}
