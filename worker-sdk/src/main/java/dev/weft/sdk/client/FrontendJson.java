package dev.weft.sdk.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The frontend's JSON: payloads that are JSON stand as they are, bytes go as base64 text and come back with their
 * encoding.
 */
final class FrontendJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private FrontendJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new DataConversionException("Expected a body that can be written as JSON, but: " + e.getMessage(), e);
        }
    }

    /** @throws IOException when {@code body} is not JSON */
    static JsonNode read(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    /** The arguments of a call, one element each. */
    static void putArguments(ObjectNode node, String field, List<Payload> arguments) {
        ArrayNode array = node.putArray(field);
        for (Payload argument : arguments) {
            switch (argument.encoding()) {
                case Payload.NULL -> array.addNull();
                case Payload.BINARY -> array.add(Base64.getEncoder().encodeToString(argument.data()));
                default -> array.addRawValue(raw(argument));
            }
        }
    }

    /** As a field of its own; left out when there is none. */
    static void putPayloads(ObjectNode node, String field, Map<String, Payload> payloads) {
        if (!payloads.isEmpty()) {
            putPayloads(node.putObject(field), payloads);
        }
    }

    /** Each as a field. */
    static void putPayloads(ObjectNode node, Map<String, Payload> payloads) {
        payloads.forEach((name, payload) -> {
            if (payload.isNone()) {
                node.putNull(name);
            } else {
                node.putRawValue(name, raw(payload));
            }
        });
    }

    private static RawValue raw(Payload payload) {
        if (!payload.encoding().equals(Payload.JSON)) {
            throw new DataConversionException(
                    "Expected a payload that is JSON or bytes for the frontend's JSON API, but it is "
                            + payload.encoding());
        }
        return new RawValue(payload.toString());
    }

    static Payload payload(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return Payload.NONE;
        }
        JsonNode metadata = node.path("metadata");
        boolean isBytes = node.path("encoding").isTextual()
                && node.path("base64").isTextual()
                && node.size() == (metadata.isObject() ? 3 : 2);
        if (!isBytes) {
            return new Payload(Payload.JSON, Map.of(), write(node));
        }
        Map<String, String> entries = new HashMap<>();
        forEachField(metadata, (name, value) -> entries.put(name, value.asText()));
        byte[] bytes = Base64.getDecoder().decode(node.path("base64").asText());
        return new Payload(node.path("encoding").asText(), entries, bytes);
    }

    static List<Payload> payloads(JsonNode array) {
        List<Payload> payloads = new ArrayList<>();
        array.forEach(element -> payloads.add(payload(element)));
        return payloads;
    }

    static void forEachField(JsonNode object, BiConsumer<String, JsonNode> action) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            action.accept(field.getKey(), field.getValue());
        }
    }

    /** As maps, lists, texts, numbers and booleans. */
    @SuppressWarnings("unchecked") // an object becomes a map
    static Map<String, Object> plain(JsonNode object) {
        return MAPPER.convertValue(object, Map.class);
    }
}
