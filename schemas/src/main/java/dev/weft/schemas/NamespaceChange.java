package dev.weft.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A namespace as somebody wants it to be from now on. Of several changes that build upon the same one, the first in the
 * log counts; the others came too late.
 *
 * @param changeId names this change; that of a registration is the id of the request
 * @param previousId the change that this one builds upon, empty for a registration
 * @param retention how long closed runs are kept that start from then on
 * @param time when it was asked for
 */
public record NamespaceChange(
        String name,
        String changeId,
        String previousId,
        State state,
        Duration retention,
        String description,
        Map<String, String> data,
        Instant time) {

    /** Whether runs may start in the namespace. */
    public enum State {
        REGISTERED,
        DELETED
    }

    public NamespaceChange {
        data = Map.copyOf(data);
    }
}
