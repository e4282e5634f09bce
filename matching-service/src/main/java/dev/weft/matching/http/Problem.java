package dev.weft.matching.http;

import io.vertx.core.json.JsonObject;

/** A refused call, as {@code application/problem+json}. */
record Problem(int status, String title, String detail) {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    static Problem malformed(String detail) {
        return new Problem(BAD_REQUEST, "Malformed call", detail);
    }

    static Problem unknown(String detail) {
        return new Problem(NOT_FOUND, "Unknown", detail);
    }

    static Problem tooLarge(int limit) {
        return new Problem(TOO_LARGE, "Too large", "Expected a body of at most " + limit + " bytes, but it is larger");
    }

    static Problem unexpected() {
        return new Problem(INTERNAL, "Unexpected", "Expected to answer, but an error in the platform prevented it");
    }

    static Problem unavailable(String detail) {
        return new Problem(UNAVAILABLE, "Not available", detail);
    }

    boolean mayBeRepeated() {
        return status == UNAVAILABLE;
    }

    String json() {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode();
    }
}
