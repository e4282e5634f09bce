package dev.weft.frontend.namespace;

import dev.weft.schemas.NamespaceChange.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A namespace as people look at it.
 *
 * @param state runs start in a registered one only
 * @param retention how long closed runs are kept that start now
 * @param registeredTime absent for the default namespace, which is always there
 */
public record NamespaceView(
        String name,
        State state,
        Duration retention,
        String description,
        Map<String, String> data,
        Instant registeredTime) {

    static NamespaceView of(Namespace namespace) {
        return new NamespaceView(
                namespace.name(),
                namespace.state(),
                namespace.retention(),
                namespace.description(),
                namespace.data(),
                namespace.registeredTime());
    }
}
