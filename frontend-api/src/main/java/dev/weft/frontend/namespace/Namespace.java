package dev.weft.frontend.namespace;

import dev.weft.core.state.Limits;
import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.NamespaceChange.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A namespace as it is now.
 *
 * @param registrationId the first change of it, empty for one that nobody registered
 * @param changeId the last change of it, empty for one that nobody registered
 */
record Namespace(
        String name,
        State state,
        Duration retention,
        String description,
        Map<String, String> data,
        Instant registeredTime,
        String registrationId,
        String changeId) {
    static final Duration DEFAULT_RETENTION = Limits.RETENTION;

    /** One that exists without being registered. */
    static Namespace implicit(String name) {
        return new Namespace(name, State.REGISTERED, DEFAULT_RETENTION, "", Map.of(), Instant.EPOCH, "", "");
    }

    static Namespace registered(NamespaceChange change) {
        return new Namespace(
                change.name(),
                change.state(),
                change.retention(),
                change.description(),
                change.data(),
                change.time(),
                change.changeId(),
                change.changeId());
    }

    Namespace changed(NamespaceChange change) {
        return new Namespace(
                name,
                change.state(),
                change.retention(),
                change.description(),
                change.data(),
                registeredTime,
                registrationId,
                change.changeId());
    }

    Namespace deleted() {
        return new Namespace(
                name, State.DELETED, retention, description, data, registeredTime, registrationId, changeId);
    }

    boolean isDeleted() {
        return state == State.DELETED;
    }
}
