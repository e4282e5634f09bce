package dev.weft.sdk.workflow;

import dev.weft.core.model.Payload;
import dev.weft.core.model.SearchAttributeType;
import dev.weft.sdk.data.DataConversionException;
import dev.weft.sdk.data.JsonPayloadConverter;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Search attributes as payloads: always JSON, whatever converter a program uses, since the platform reads them. The
 * metadata tells the type.
 */
final class SearchAttributeValues {
    private static final JsonPayloadConverter JSON = new JsonPayloadConverter();

    private SearchAttributeValues() {}

    static Payload write(SearchAttributeKey<?> key, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("Expected a value for search attribute " + key
                    + ", but got null; valueUnset takes an attribute away");
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException(
                    "Expected search attribute " + key + " to be a number, but got " + value);
        }
        return new Payload(
                Payload.JSON,
                Map.of(SearchAttributeType.METADATA_KEY, key.type().typeName()),
                JSON.toPayload(value).orElseThrow().data());
    }

    /** Reads {@code payload} as what the key says. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the type of a key is that of its values, of which none is null
    static <T> T read(SearchAttributeKey<T> key, Payload payload) {
        try {
            return key.type() == SearchAttributeType.KEYWORD_LIST
                    ? (T) List.copyOf(Arrays.asList((String[]) JSON.fromPayload(payload, String[].class)))
                    : (T) JSON.fromPayload(payload, valueType(key.type()));
        } catch (DataConversionException e) {
            throw new IllegalArgumentException(
                    "Expected search attribute " + key + ", but it is " + payload.toString(), e);
        }
    }

    private static Type valueType(SearchAttributeType type) {
        return switch (type) {
            case TEXT, KEYWORD -> String.class;
            case KEYWORD_LIST -> String[].class;
            case INT -> Long.class;
            case DOUBLE -> Double.class;
            case BOOL -> Boolean.class;
            case DATETIME -> OffsetDateTime.class;
        };
    }

    /** Whether the payload itself says what it is. */
    static boolean isTyped(Payload payload) {
        return payload.metadata().containsKey(SearchAttributeType.METADATA_KEY);
    }

    /** What the payload says it is; what it looks like when it does not say. */
    static SearchAttributeType typeOf(Payload payload) {
        String typeName = payload.metadata().get(SearchAttributeType.METADATA_KEY);
        return typeName == null ? looksLike(payload.toString().strip()) : SearchAttributeType.ofTypeName(typeName);
    }

    private static SearchAttributeType looksLike(String json) {
        if (json.startsWith("\"")) {
            return SearchAttributeType.KEYWORD;
        } else if (json.startsWith("[")) {
            return SearchAttributeType.KEYWORD_LIST;
        } else if (json.equals("true") || json.equals("false")) {
            return SearchAttributeType.BOOL;
        }
        return json.matches("-?\\d+") ? SearchAttributeType.INT : SearchAttributeType.DOUBLE;
    }
}
