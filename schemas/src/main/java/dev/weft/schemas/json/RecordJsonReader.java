package dev.weft.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link RecordJson} has written. A field that is missing has the value for which it is left out: empty, zero,
 * false, the epoch, the model's {@code NONE}, an enum's first constant; a field that is unknown is ignored. So JSON of
 * other versions can be read.
 */
public final class RecordJsonReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private static final Map<String, Class<? extends Record>> EVENTS = recordsOf(EventAttributes.class);
    private static final Map<String, Class<? extends Record>> FAILURES = recordsOf(FailureInfo.class);

    private RecordJsonReader() {}

    /** @throws IllegalArgumentException when {@code json} is not well-formed */
    public static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected well-formed JSON, but " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException when {@code node} is no event, or of an unknown type */
    public static HistoryEvent event(JsonNode node) {
        String eventType = node.path("eventType").asText();
        Class<? extends Record> type = EVENTS.get(eventType);
        if (type == null) {
            throw new IllegalArgumentException("Expected an event of a known eventType, but got "
                    + (eventType.isEmpty() ? "none" : eventType) + " for event "
                    + node.path("eventId").asText("without eventId"));
        }
        return new HistoryEvent(
                node.path("eventId").asLong(), (Instant) value(node.path("eventTime"), Instant.class), (EventAttributes)
                        record(node.path("attributes"), type));
    }

    /** @throws IllegalArgumentException when {@code node} does not fit, with the field */
    public static <R extends Record> R record(JsonNode node, Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(node, components[i]);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                    "Expected the fields of " + type.getSimpleName() + ", but "
                            + refused.getTargetException().getMessage(),
                    refused);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalArgumentException("Expected a public record, but " + type + " is closed", closed);
        }
    }

    public static Payload payload(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return Payload.NONE;
        }
        if (!isEncoded(node)) {
            return new Payload(Payload.JSON, Map.of(), text(node));
        }
        Map<String, String> entries = new HashMap<>();
        node.path("metadata")
                .properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return new Payload(
                node.path("encoding").asText(),
                entries,
                Base64.getDecoder().decode(node.path("base64").asText()));
    }

    /** Whether {@code node} stands for a payload of the encoding that it names, rather than for itself. */
    static boolean isEncoded(JsonNode node) {
        return node.path("encoding").isTextual()
                && node.path("base64").isTextual()
                && node.size() == (node.path("metadata").isObject() ? 3 : 2);
    }

    public static Failure failure(JsonNode node) {
        List<FailureInfo> chain = new ArrayList<>();
        for (JsonNode link = node; link.isObject(); link = link.path("cause")) {
            String kind = link.path("kind").asText();
            Class<? extends Record> type = FAILURES.get(kind);
            if (type == null) {
                throw new IllegalArgumentException("Expected a failure of a known kind, but got '" + kind + "'");
            }
            chain.add((FailureInfo) record(link, type));
        }
        return new Failure(chain);
    }

    private static Object component(JsonNode node, RecordComponent component) {
        Class<?> type = component.getType();
        JsonNode field = node.path(component.getName());
        boolean spread = type == RunSettings.class || type == ActivitySettings.class;
        try {
            if (spread && !field.isObject()) {
                return record(node, type.asSubclass(Record.class));
            }
            if (component.getName().equals(RecordJson.INPUT) && !field.isArray() && !field.isMissingNode()) {
                return List.of(payload(field));
            }
            return value(field, component.getGenericType());
        } catch (DateTimeException | ClassCastException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Expected a " + component.getGenericType().getTypeName() + " in the field " + component.getName()
                            + ", but got " + field + ": " + e.getMessage(),
                    e);
        }
    }

    private static Object value(JsonNode node, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(node, arguments[0]) : map(node, arguments[1]);
        }
        Class<?> raw = (Class<?>) type;
        boolean absent = node.isMissingNode();
        return switch (raw.getSimpleName()) {
            case "String" -> node.asText("");
            case "int" -> node.asInt();
            case "long" -> node.asLong();
            case "double" -> node.asDouble();
            case "boolean" -> node.asBoolean();
            case "Instant" -> absent ? Instant.EPOCH : Instant.parse(node.asText());
            case "Duration" -> absent ? Duration.ZERO : Duration.parse(node.asText());
            case "Payload" -> payload(node);
            case "Failure" -> failure(node);
            case "ExecutionKey" -> absent ? ExecutionKey.NONE : record(node, ExecutionKey.class);
            case "ParentLink" -> absent ? ParentLink.NONE : record(node, ParentLink.class);
            case "RetryPolicy" -> absent ? RetryPolicy.NONE : record(node, RetryPolicy.class);
            default -> raw.isEnum() ? constant(node, raw) : record(node, raw.asSubclass(Record.class));
        };
    }

    private static List<Object> list(JsonNode node, Type element) {
        List<Object> values = new ArrayList<>(node.size());
        node.forEach(item -> values.add(value(item, element)));
        return values;
    }

    private static Map<String, Object> map(JsonNode node, Type element) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue(), element)));
        return values;
    }

    private static Object constant(JsonNode node, Class<?> type) {
        Object[] constants = type.getEnumConstants();
        if (node.isMissingNode()) {
            return constants[0];
        }
        return Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equals(node.asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is none of " + Arrays.toString(constants)));
    }

    private static byte[] text(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected to write JSON that was read before, but could not", e);
        }
    }

    /** All records below a sealed interface, by their simple names. */
    private static Map<String, Class<? extends Record>> recordsOf(Class<?> sealed) {
        Map<String, Class<? extends Record>> records = new HashMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                records.put(permitted.getSimpleName(), permitted.asSubclass(Record.class));
            } else {
                records.putAll(recordsOf(permitted));
            }
        }
        return records;
    }
}
