package dev.weft.frontend.workflow;

import dev.weft.core.model.Payload;
import dev.weft.core.model.SearchAttributeType;
import dev.weft.frontend.json.JsonKind;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Names;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads search attributes. Each has a type: the one that {@code searchAttributeTypes} or the value itself, written as
 * {@code {"type": …, "value": …}}, names; else the one that its JSON looks like.
 */
final class SearchAttributesBody {
    private static final String FIELD = "searchAttributes";
    private static final int MAXIMUM_COUNT = 100;
    private static final int MAXIMUM_VALUE_BYTES = 2 * 1024;
    private static final int MAXIMUM_BYTES = 40 * 1024;

    private final JsonObject attributes;
    private final JsonObject types;

    private SearchAttributesBody(JsonObject body) {
        this.attributes = body.object(FIELD);
        this.types = body.object("searchAttributeTypes");
    }

    static Map<String, Payload> read(JsonObject body) {
        return new SearchAttributesBody(body).payloads();
    }

    private Map<String, Payload> payloads() {
        if (attributes.names().size() > MAXIMUM_COUNT) {
            throw ProblemType.INVALID.because("Expected at most " + MAXIMUM_COUNT + " " + FIELD + ", but there are "
                    + attributes.names().size());
        }
        Map<String, Payload> payloads = new LinkedHashMap<>();
        int bytes = 0;
        for (String name : attributes.names()) {
            Payload value = payload(Names.check("the name of a search attribute", name));
            bytes += name.getBytes(StandardCharsets.UTF_8).length + value.data().length;
            payloads.put(name, value);
        }
        if (bytes > MAXIMUM_BYTES) {
            throw ProblemType.TOO_LARGE.because(
                    "Expected " + FIELD + " to have at most " + MAXIMUM_BYTES + " bytes, but they have " + bytes);
        }
        return payloads;
    }

    private Payload payload(String name) {
        if (types.has(name)) {
            return typed(attributes, name, type(types, name));
        }
        if (attributes.kind(name) != JsonKind.OBJECT) {
            return typed(attributes, name, typeByKind(attributes.kind(name)));
        }
        JsonObject written = attributes.object(name);
        written.require("type", "the type of the search attribute");
        written.require("value", "the value of the search attribute");
        return typed(written, "value", type(written, "type"));
    }

    private static SearchAttributeType typeByKind(JsonKind kind) {
        return switch (kind) {
            case STRING -> SearchAttributeType.KEYWORD;
            case ARRAY -> SearchAttributeType.KEYWORD_LIST;
            case WHOLE_NUMBER -> SearchAttributeType.INT;
            case DECIMAL_NUMBER -> SearchAttributeType.DOUBLE;
            case BOOLEAN -> SearchAttributeType.BOOL;
            case OBJECT -> throw new IllegalStateException("Expected an object to name its type itself");
        };
    }

    private static SearchAttributeType type(JsonObject holder, String field) {
        String name = holder.text(field);
        return Arrays.stream(SearchAttributeType.values())
                .filter(type -> type.typeName().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemType.INVALID.because("Expected " + holder.pathOf(field) + " to be one of "
                        + Arrays.stream(SearchAttributeType.values())
                                .map(SearchAttributeType::typeName)
                                .collect(Collectors.joining(", "))
                        + ", but got \"" + name + "\""));
    }

    private static Payload typed(JsonObject holder, String field, SearchAttributeType type) {
        check(holder, field, type);
        byte[] data = holder.payload(field).data();
        if (data.length > MAXIMUM_VALUE_BYTES) {
            throw ProblemType.TOO_LARGE.because("Expected " + holder.pathOf(field) + " to have at most "
                    + MAXIMUM_VALUE_BYTES + " bytes, but it has " + data.length);
        }
        return new Payload(Payload.JSON, Map.of(SearchAttributeType.METADATA_KEY, type.typeName()), data);
    }

    /** Reads the value as what it should be, which refuses all else. */
    private static void check(JsonObject holder, String field, SearchAttributeType type) {
        switch (type) {
            case TEXT, KEYWORD -> holder.text(field);
            case KEYWORD_LIST -> holder.texts(field);
            case INT -> holder.whole(field);
            case DOUBLE -> holder.decimal(field, 0);
            case BOOL -> holder.flag(field, false);
            case DATETIME -> checkTime(holder, field);
        }
    }

    private static void checkTime(JsonObject holder, String field) {
        String text = holder.text(field);
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemType.INVALID.because("Expected " + holder.pathOf(field)
                    + " to be a time such as \"2026-01-31T12:00:00Z\", but got \"" + text + "\"");
        }
    }
}
