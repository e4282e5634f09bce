package dev.weft.frontend.namespace;

import dev.weft.schemas.NamespaceChange;
import java.util.concurrent.CompletionStage;

/**
 * Where changes of namespaces are appended. What it has acknowledged is told to {@link Namespaces#said}, here and in every
 * other process, in the same order.
 */
@FunctionalInterface
public interface NamespaceLog {

    /** Completes when the log has acknowledged the change, exceptionally when it has not. */
    CompletionStage<Void> append(NamespaceChange change);
}
