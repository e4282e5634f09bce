package dev.weft.frontend.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the values of JSON text without building a tree. */
public final class JsonText {
    /** UTF-8 only: offsets in bytes would be wrong in other encodings. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /**
     * Reads a whole body; an empty one counts as an object without fields.
     *
     * @throws Problem when it is not one well-formed JSON object
     */
    public static JsonObject read(byte[] body, int maximumPayloadBytes) {
        if (body.length == 0) {
            return JsonObject.of(body, Map.of(), maximumPayloadBytes);
        }
        try (JsonParser parser = parser(body, 0, body.length)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw ProblemType.MALFORMED.because("Expected the body to be a JSON object, but it is "
                        + (first == null ? "blank" : new JsonValue(first, 0, 0).kind()));
            }
            Map<String, JsonValue> fields = members(parser, 0);
            if (parser.nextToken() != null) {
                throw ProblemType.MALFORMED.because("Expected the body to end after the JSON object, but more follows");
            }
            return JsonObject.of(body, fields, maximumPayloadBytes);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a body in memory to be readable, but it is not", e);
        }
    }

    /** Whether the bytes are exactly one JSON value. */
    public static boolean isValue(byte[] data) {
        try (JsonParser parser = parser(data, 0, data.length)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    static JsonParser parser(byte[] body, int from, int length) throws IOException {
        return FACTORY.createParser(body, from, length);
    }

    /** @param parser at the start of an object @param offset of the parser's first byte in the body */
    static Map<String, JsonValue> members(JsonParser parser, int offset) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            members.put(name, value(parser, token, offset));
        }
        return members;
    }

    /** @param parser at the start of an array @param offset of the parser's first byte in the body */
    static List<JsonValue> elements(JsonParser parser, int offset) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token, offset));
        }
        return elements;
    }

    private static JsonValue value(JsonParser parser, JsonToken token, int offset) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new JsonValue(
                token, offset + from, offset + (int) parser.currentLocation().getByteOffset());
    }

    private static Problem malformed(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return ProblemType.MALFORMED.because("Expected well-formed JSON, but" + place + ": " + e.getOriginalMessage());
    }
}
