package dev.weft.sdk.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.weft.core.model.Payload;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The default converter: JSON by Jackson, with records, {@code java.time} as ISO-8601 text and Optional.
 *
 * <p>{@code byte[]} travels as it is, {@link RawJson} and {@link Payload} pass through unread, null is
 * {@link Payload#NONE}. Properties that a class does not know are ignored, so that data may grow.
 */
public final class JsonDataConverter implements DataConverter {
    private final ObjectMapper mapper;
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    public JsonDataConverter() {
        this(defaultMapper());
    }

    public JsonDataConverter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The mapper that the default converter uses, for those who want to begin from it. */
    public static ObjectMapper defaultMapper() {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(new ParameterNamesModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    @Override
    public Payload toPayload(@Nullable Object value) {
        return switch (value) {
            case null -> Payload.NONE;
            case Payload payload -> payload;
            case RawJson raw -> Payload.json(raw.json());
            case byte[] bytes -> new Payload(Payload.BINARY, Map.of(), bytes.clone());
            default -> new Payload(Payload.JSON, Map.of(), write(value));
        };
    }

    private byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new DataConversionException(
                    "Expected a value that can be written as JSON, but got one of "
                            + value.getClass().getName() + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T fromPayload(Payload payload, Type type) {
        if (type == Payload.class) {
            return (T) payload;
        }
        if (type == void.class || type == Void.class) {
            return null;
        }
        return switch (payload.encoding()) {
            case Payload.NULL -> (T) DataConverter.absent(type);
            case Payload.BINARY -> (T) bytes(payload, type);
            case Payload.JSON -> (T) read(payload, type);
            default ->
                throw new DataConversionException("Expected a payload that is JSON, binary or null, but got "
                        + payload.encoding() + " where " + type.getTypeName() + " is wanted");
        };
    }

    private static byte[] bytes(Payload payload, Type type) {
        if (type == byte[].class || type == Object.class) {
            return payload.data().clone();
        }
        throw new DataConversionException(
                "Expected a payload that can be read as " + type.getTypeName() + ", but got bytes");
    }

    private @Nullable Object read(Payload payload, Type type) {
        if (type == RawJson.class) {
            return new RawJson(new String(payload.data(), StandardCharsets.UTF_8));
        }
        try {
            Object value = readers.computeIfAbsent(type, this::reader).readValue(payload.data());
            return value == null ? DataConverter.absent(type) : value;
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new DataConversionException(
                    "Expected JSON of " + type.getTypeName() + ", but got " + excerpt(payload) + ": " + why, e);
        }
    }

    private ObjectReader reader(Type type) {
        return mapper.readerFor(mapper.constructType(type));
    }

    private static String excerpt(Payload payload) {
        String text = payload.toString();
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
