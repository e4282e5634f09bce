package dev.weft.frontend.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weft.core.model.Payload;
import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object of a request's body. Values are ranges of the body, so that payloads are stored byte by byte as they
 * were sent. Every accessor refuses a value of another type with a sentence that names the field; {@code null} counts
 * as absent.
 */
public final class JsonObject {
    private final byte[] body;
    private final Map<String, JsonValue> fields;
    private final String path;
    private final int maximumPayloadBytes;

    private JsonObject(byte[] body, Map<String, JsonValue> fields, String path, int maximumPayloadBytes) {
        this.body = body;
        this.fields = fields;
        this.path = path;
        this.maximumPayloadBytes = maximumPayloadBytes;
    }

    /** @param body of well-formed JSON, {@code fields} its ranges */
    static JsonObject of(byte[] body, Map<String, JsonValue> fields, int maximumPayloadBytes) {
        return new JsonObject(body, fields, "", maximumPayloadBytes);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** The fields that are there and not null, in the order they were sent in. */
    public List<String> names() {
        return fields.keySet().stream().filter(this::has).toList();
    }

    /** How the field is named in a refusal, with the objects around it. */
    public String pathOf(String name) {
        return path + name;
    }

    public JsonKind kind(String name) {
        JsonToken token = find(name).orElseThrow(() -> missing(name, "a value")).token();
        return switch (token) {
            case START_OBJECT -> JsonKind.OBJECT;
            case START_ARRAY -> JsonKind.ARRAY;
            case VALUE_STRING -> JsonKind.STRING;
            case VALUE_NUMBER_INT -> JsonKind.WHOLE_NUMBER;
            case VALUE_NUMBER_FLOAT -> JsonKind.DECIMAL_NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> JsonKind.BOOLEAN;
            default -> throw new IllegalStateException("Expected the token of a value, but got " + token);
        };
    }

    /** @param expected what the field holds, for the refusal of a body without it */
    public void require(String name, String expected) {
        if (!has(name)) {
            throw missing(name, expected);
        }
    }

    public String text(String name) {
        return find(name).map(value -> textOf(name, value)).orElseThrow(() -> missing(name, "a string"));
    }

    public String text(String name, String fallback) {
        return find(name).map(value -> textOf(name, value)).orElse(fallback);
    }

    public List<String> texts(String name) {
        Optional<JsonValue> array = find(name);
        if (array.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue element : elements(name, array.get(), "an array of strings")) {
            texts.add(textOf(name + "[" + texts.size() + "]", element));
        }
        return texts;
    }

    public Duration duration(String name, Duration fallback) {
        return find(name)
                .map(value -> {
                    if (value.token() != JsonToken.VALUE_STRING) {
                        throw unexpected(name, "a duration such as \"30s\" or \"PT30S\"", value);
                    }
                    return DurationText.parse(path + name, textOf(name, value));
                })
                .orElse(fallback);
    }

    public int integer(String name, int fallback) {
        return Math.toIntExact(whole(name, fallback, Integer.MAX_VALUE));
    }

    /** A whole number from 1 on; 0 when absent. */
    public long positive(String name) {
        long number = whole(name, 0, Long.MAX_VALUE);
        if (number < 1 && has(name)) {
            throw ProblemType.INVALID.because(
                    "Expected " + path + name + " to be a whole number from 1 on, but got " + number);
        }
        return number;
    }

    /** A whole number of any sign; 0 when absent. */
    public long whole(String name) {
        return whole(name, 0, Long.MAX_VALUE);
    }

    private long whole(String name, long fallback, long maximum) {
        return find(name)
                .map(value -> {
                    if (value.token() != JsonToken.VALUE_NUMBER_INT) {
                        throw unexpected(name, "a whole number", value);
                    }
                    BigInteger number = new BigInteger(raw(value));
                    if (number.abs().compareTo(BigInteger.valueOf(maximum)) > 0) {
                        throw ProblemType.INVALID.because("Expected " + path + name
                                + " to be a whole number of at most " + maximum + ", but got "
                                + Excerpt.of(raw(value)));
                    }
                    return number.longValueExact();
                })
                .orElse(fallback);
    }

    public double decimal(String name, double fallback) {
        return find(name)
                .map(value -> {
                    if (!value.token().isNumeric()) {
                        throw unexpected(name, "a number", value);
                    }
                    double number = Double.parseDouble(raw(value));
                    if (Double.isInfinite(number)) {
                        throw ProblemType.INVALID.because("Expected " + path + name
                                + " to be a number that a double holds, but got " + Excerpt.of(raw(value)));
                    }
                    return number;
                })
                .orElse(fallback);
    }

    public boolean flag(String name, boolean fallback) {
        return find(name)
                .map(value -> {
                    if (!value.token().isBoolean()) {
                        throw unexpected(name, "true or false", value);
                    }
                    return value.token() == JsonToken.VALUE_TRUE;
                })
                .orElse(fallback);
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        return find(name)
                .map(value -> Choice.parse(path + name, textOf(name, value), type))
                .orElse(fallback);
    }

    /** The object of that name, without fields when absent. */
    public JsonObject object(String name) {
        Map<String, JsonValue> inner =
                find(name).map(value -> members(name, value)).orElse(Map.of());
        return new JsonObject(body, inner, path + name + ".", maximumPayloadBytes);
    }

    /**
     * The value of that name as it was sent, {@link Payload#NONE} when absent. A payload of another encoding than JSON is
     * an {@code encoding} with its {@code base64}.
     */
    public Payload payload(String name) {
        return find(name).map(value -> payload(name, value)).orElse(Payload.NONE);
    }

    public Map<String, Payload> payloadMap(String name) {
        Optional<JsonValue> value = find(name);
        if (value.isEmpty()) {
            return Map.of();
        }
        Map<String, Payload> payloads = new LinkedHashMap<>();
        members(name, value.get()).forEach((key, member) -> payloads.put(key, payload(name + "." + key, member)));
        return payloads;
    }

    /**
     * The arguments of a call.
     *
     * @param several field that holds an array of arguments
     * @param single fields that may hold the only argument instead; null there means no argument
     */
    public List<Payload> arguments(String several, String... single) {
        List<String> given = new ArrayList<>(2);
        if (has(several)) {
            given.add(several);
        }
        Arrays.stream(single).filter(this::has).forEach(given::add);
        if (given.size() > 1) {
            throw ProblemType.INVALID.because(
                    "Expected only one of the fields " + given + ", but all of them are there");
        }
        if (given.isEmpty()) {
            return List.of();
        }
        String name = given.getFirst();
        JsonValue value = find(name).orElseThrow(() -> missing(name, "a value"));
        if (!name.equals(several)) {
            return List.of(payload(name, value));
        }
        List<Payload> payloads = new ArrayList<>();
        for (JsonValue element : elements(name, value, "an array with one element for each argument")) {
            payloads.add(payload(name + "[" + payloads.size() + "]", element));
        }
        return payloads;
    }

    private Payload payload(String name, JsonValue value) {
        if (value.size() > maximumPayloadBytes) {
            throw ProblemType.TOO_LARGE.because("Expected " + path + name + " to have at most " + maximumPayloadBytes
                    + " bytes, but it has " + value.size());
        }
        if (value.isNull()) {
            return Payload.NONE;
        }
        Optional<Payload> encoded = mayBeEncoded(value) ? encodedPayload(name, value) : Optional.empty();
        return encoded.orElseGet(
                () -> new Payload(Payload.JSON, Map.of(), Arrays.copyOfRange(body, value.from(), value.to())));
    }

    /** By the first letter of the first field, since most objects are values. */
    private boolean mayBeEncoded(JsonValue value) {
        if (value.token() != JsonToken.START_OBJECT) {
            return false;
        }
        int quote = value.from() + 1;
        while (body[quote] <= ' ') {
            quote++;
        }
        return body[quote] == '"' && EncodedPayload.INITIALS.indexOf(body[quote + 1]) >= 0;
    }

    private Optional<Payload> encodedPayload(String name, JsonValue value) {
        try {
            return parsed(value, EncodedPayload::read);
        } catch (IllegalArgumentException e) {
            throw ProblemType.INVALID.because(
                    "Expected " + path + name + ".base64 to be base64, but: " + e.getMessage());
        }
    }

    private Optional<JsonValue> find(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNull());
    }

    private String textOf(String name, JsonValue value) {
        if (value.token() != JsonToken.VALUE_STRING) {
            throw unexpected(name, "a string", value);
        }
        return parsed(value, JsonParser::getText);
    }

    private String raw(JsonValue value) {
        return new String(body, value.from(), value.size(), StandardCharsets.UTF_8);
    }

    private List<JsonValue> elements(String name, JsonValue value, String expected) {
        if (value.token() != JsonToken.START_ARRAY) {
            throw unexpected(name, expected, value);
        }
        return parsed(value, parser -> JsonText.elements(parser, value.from()));
    }

    private Map<String, JsonValue> members(String name, JsonValue value) {
        if (value.token() != JsonToken.START_OBJECT) {
            throw unexpected(name, "an object", value);
        }
        return parsed(value, parser -> JsonText.members(parser, value.from()));
    }

    private <T> T parsed(JsonValue value, Reading<T> reading) {
        try (JsonParser parser = JsonText.parser(body, value.from(), value.size())) {
            parser.nextToken();
            return reading.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a range of JSON that was parsed before, but it does not parse", e);
        }
    }

    private Problem missing(String name, String expected) {
        return ProblemType.INVALID.because(
                "Expected " + expected + " in the field " + path + name + ", but it is missing");
    }

    private Problem unexpected(String name, String expected, JsonValue value) {
        return ProblemType.INVALID.because(
                "Expected " + path + name + " to be " + expected + ", but it is " + value.kind());
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }
}
