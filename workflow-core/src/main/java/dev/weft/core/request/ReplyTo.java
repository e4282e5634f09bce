package dev.weft.core.request;

/**
 * Where the answer to a request goes.
 *
 * @param instance process that waits for it, empty when nobody does
 * @param correlationId chosen by that process
 */
public record ReplyTo(String instance, long correlationId) {
    public static final ReplyTo NOBODY = new ReplyTo("", 0);

    public boolean isNobody() {
        return instance.isEmpty();
    }
}
