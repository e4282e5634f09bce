package dev.weft.frontend.namespace;

import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.NamespaceChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What the log says about namespaces: a fold of its changes, the same in every process that has read as far. A change
 * counts when it builds upon the newest one that counted; so of two that were made at once, the first in the log does.
 *
 * <p>Changed by one thread, read by any.
 */
final class NamespaceTable {
    private final Map<String, Namespace> namespaces = new ConcurrentSkipListMap<>();

    NamespaceTable() {
        namespaces.put(ExecutionKey.DEFAULT_NAMESPACE, Namespace.implicit(ExecutionKey.DEFAULT_NAMESPACE));
    }

    /** @return whether the change counts */
    boolean apply(NamespaceChange change) {
        @Nullable Namespace current = namespaces.get(change.name());
        String newest = current == null ? "" : current.changeId();
        if (!newest.equals(change.previousId())) {
            return false;
        }
        namespaces.put(change.name(), current == null ? Namespace.registered(change) : current.changed(change));
        return true;
    }

    Optional<Namespace> find(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    /** By name. */
    List<Namespace> all() {
        return List.copyOf(namespaces.values());
    }
}
