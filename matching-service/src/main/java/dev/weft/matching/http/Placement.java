package dev.weft.matching.http;

import dev.weft.matching.MatchingService;
import dev.weft.matching.partition.OwnedPartition;
import java.net.URI;
import java.util.Optional;

/** Finds the instance that owns a task queue. */
final class Placement {
    private final MatchingService service;

    Placement(MatchingService service) {
        this.service = service;
    }

    sealed interface Place {}

    record Here(OwnedPartition partition) implements Place {}

    record There(URI endpoint) implements Place {}

    /** Between two owners, or not known yet. */
    record Nowhere() implements Place {}

    /** @param forwarded a call that came from another instance goes no further */
    Place find(String namespace, String taskQueue, boolean forwarded) {
        int partition = service.partitions().partitionOf(namespace, taskQueue);
        Optional<OwnedPartition> owned = service.partitions().find(partition);
        if (owned.isPresent()) {
            return new Here(owned.get());
        }
        Optional<URI> owner = service.owners().find(partition);
        return forwarded
                        || owner.isEmpty()
                        || owner.get().equals(service.setup().endpoint())
                ? new Nowhere()
                : new There(owner.get());
    }
}
