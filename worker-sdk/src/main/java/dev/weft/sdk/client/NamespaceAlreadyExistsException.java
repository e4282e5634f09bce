package dev.weft.sdk.client;

/** The name of the namespace is taken. */
public final class NamespaceAlreadyExistsException extends WorkflowException {
    private static final long serialVersionUID = 1;

    NamespaceAlreadyExistsException(String message) {
        super("", message, null);
    }
}
