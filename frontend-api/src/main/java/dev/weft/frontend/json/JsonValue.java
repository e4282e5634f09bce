package dev.weft.frontend.json;

import com.fasterxml.jackson.core.JsonToken;

/**
 * A value within a body, as the range of bytes it was written with.
 *
 * @param token what the value begins with, one of the value tokens or the start of an object or array
 * @param from first byte
 * @param to after the last byte
 */
record JsonValue(JsonToken token, int from, int to) {

    int size() {
        return to - from;
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    /** How the value is called in a sentence. */
    String kind() {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> token.toString();
        };
    }
}
