package dev.weft.sdk.transport;

import java.time.Duration;
import java.util.Map;

/**
 * One request. Every call must be harmless when it arrives twice: it is sent again when a kept connection turns out to
 * be closed.
 *
 * @param target path and query, beginning with a slash
 * @param body owned by the call, empty for none
 * @param timeout longest wait for the answer
 */
public record HttpCall(
        String method, String target, Map<String, String> headers, String contentType, byte[] body, Duration timeout) {

    public HttpCall {
        headers = Map.copyOf(headers);
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("Expected a target that begins with '/', but got '" + target + "'");
        }
    }

    public static HttpCall post(String target, String contentType, byte[] body, Duration timeout) {
        return new HttpCall("POST", target, Map.of(), contentType, body, timeout);
    }

    public static HttpCall get(String target, Duration timeout) {
        return new HttpCall("GET", target, Map.of(), "", new byte[0], timeout);
    }
}
