package dev.weft.frontend.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weft.core.model.Payload;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A payload that is not JSON, as answers show it: an object of the texts {@code encoding} and {@code base64}, and of
 * {@code metadata}, whose values are texts, if it has any.
 */
final class EncodedPayload {
    /** Of the names of its fields. */
    static final String INITIALS = "ebm";

    private final Map<String, String> metadata = new HashMap<>();
    private Optional<String> encoding = Optional.empty();
    private Optional<String> base64 = Optional.empty();

    private EncodedPayload() {}

    /**
     * Looks no further than to the first field that an encoded payload does not have.
     *
     * @param parser at the start of an object
     * @return empty for an object that is a value itself
     * @throws IllegalArgumentException when {@code base64} is not what it says
     */
    static Optional<Payload> read(JsonParser parser) throws IOException {
        EncodedPayload encoded = new EncodedPayload();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (!encoded.takes(parser, parser.currentName(), parser.nextToken())) {
                return Optional.empty();
            }
        }
        return encoded.payload();
    }

    private boolean takes(JsonParser parser, String field, JsonToken token) throws IOException {
        return switch (field) {
            case "encoding" -> {
                encoding = text(parser, token);
                yield encoding.isPresent();
            }
            case "base64" -> {
                base64 = text(parser, token);
                yield base64.isPresent();
            }
            case "metadata" -> token == JsonToken.START_OBJECT && takesMetadata(parser);
            default -> false;
        };
    }

    private boolean takesMetadata(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Optional<String> value = text(parser, parser.nextToken());
            if (value.isEmpty()) {
                return false;
            }
            metadata.put(name, value.get());
        }
        return true;
    }

    private static Optional<String> text(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
    }

    private Optional<Payload> payload() {
        if (encoding.isEmpty() || base64.isEmpty()) {
            return Optional.empty();
        }
        Payload payload =
                new Payload(encoding.get(), metadata, Base64.getDecoder().decode(base64.get()));
        return Optional.of(payload.isNone() ? Payload.NONE : payload);
    }
}
