package dev.weft.sdk.transport;

import java.nio.charset.StandardCharsets;

/**
 * What a call was answered with.
 *
 * @param contentType empty when the answer names none
 */
public record HttpAnswer(int status, String contentType, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as text, for messages. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
