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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Any value as JSON by Jackson, by default with records, {@code java.time} as ISO-8601 text and Optional.
 * {@link RawJson} passes through unread. Properties that a class does not know are ignored, so that data may grow.
 */
public final class JsonPayloadConverter implements PayloadConverter {
    private final ObjectMapper mapper;
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    public JsonPayloadConverter() {
        this(defaultMapper());
    }

    public JsonPayloadConverter(ObjectMapper mapper) {
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
    public String encoding() {
        return Payload.JSON;
    }

    @Override
    public Optional<Payload> toPayload(Object value) {
        return Optional.of(
                value instanceof RawJson raw
                        ? Payload.json(raw.json())
                        : new Payload(Payload.JSON, Map.of(), write(value)));
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
    public @Nullable Object fromPayload(Payload payload, Type type) {
        if (type == RawJson.class) {
            return new RawJson(new String(payload.data(), StandardCharsets.UTF_8));
        }
        try {
            return readers.computeIfAbsent(type, this::reader).readValue(payload.data());
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
