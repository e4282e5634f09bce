package dev.weft.sdk.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The frontend's JSON: payloads that are JSON stand as they are, all others as base64 text with their encoding. */
final class FrontendJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final String ENCODING = "encoding";
    private static final String METADATA = "metadata";
    private static final String BASE64 = "base64";

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
        arguments.forEach(argument -> array.add(node(argument)));
    }

    /** As a field of its own; left out when there is none. */
    static void putPayloads(ObjectNode node, String field, Map<String, Payload> payloads) {
        if (!payloads.isEmpty()) {
            putPayloads(node.putObject(field), payloads);
        }
    }

    /** Each as a field. */
    static void putPayloads(ObjectNode node, Map<String, Payload> payloads) {
        payloads.forEach((name, payload) -> node.set(name, node(payload)));
    }

    private static JsonNode node(Payload payload) {
        return switch (payload.encoding()) {
            case Payload.NULL -> NullNode.getInstance();
            case Payload.JSON -> {
                String json = payload.toString();
                yield isMistakable(json) ? encoded(payload) : new POJONode(new RawValue(json));
            }
            default -> encoded(payload);
        };
    }

    /** Whether JSON would be taken for a payload of another encoding. */
    private static boolean isMistakable(String json) {
        try {
            return json.contains(BASE64) && isEncoded(read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException notJson) {
            return false;
        }
    }

    private static ObjectNode encoded(Payload payload) {
        ObjectNode encoded = object().put(ENCODING, payload.encoding());
        if (!payload.metadata().isEmpty()) {
            payload.metadata().forEach(encoded.putObject(METADATA)::put);
        }
        return encoded.put(BASE64, Base64.getEncoder().encodeToString(payload.data()));
    }

    private static boolean isEncoded(JsonNode node) {
        return node.path(ENCODING).isTextual()
                && node.path(BASE64).isTextual()
                && node.size() == (node.path(METADATA).isObject() ? 3 : 2);
    }

    static Payload payload(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return Payload.NONE;
        }
        if (!isEncoded(node)) {
            return new Payload(Payload.JSON, Map.of(), write(node));
        }
        Map<String, String> entries = new HashMap<>();
        forEachField(node.path(METADATA), (name, value) -> entries.put(name, value.asText()));
        byte[] bytes = Base64.getDecoder().decode(node.path(BASE64).asText());
        return new Payload(node.path(ENCODING).asText(), entries, bytes);
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
