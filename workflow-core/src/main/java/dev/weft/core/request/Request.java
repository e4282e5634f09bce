package dev.weft.core.request;

import dev.weft.core.model.ExecutionKey;

/**
 * One record of the request log.
 *
 * @param requestId makes a repeated request harmless; empty for requests that are harmless by their own ids
 */
public record Request(ExecutionKey key, String requestId, ReplyTo replyTo, RequestBody body) {

    public static Request of(ExecutionKey key, RequestBody body) {
        return new Request(key, "", ReplyTo.NOBODY, body);
    }
}
