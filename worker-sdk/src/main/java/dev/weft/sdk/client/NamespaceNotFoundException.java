package dev.weft.sdk.client;

/** There is no such namespace, or it is deleted. */
public final class NamespaceNotFoundException extends WorkflowException {
    private static final long serialVersionUID = 1;

    NamespaceNotFoundException(String message) {
        super("", message, null);
    }
}
