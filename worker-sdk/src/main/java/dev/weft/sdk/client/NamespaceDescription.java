package dev.weft.sdk.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A namespace.
 *
 * @param retention how long closed runs are kept that start now
 * @param registeredTime {@link Instant#EPOCH} for the default namespace, which is always there
 */
public record NamespaceDescription(
        String name,
        NamespaceState state,
        Duration retention,
        String description,
        Map<String, String> data,
        Instant registeredTime) {
    public NamespaceDescription {
        data = Map.copyOf(data);
    }
}
