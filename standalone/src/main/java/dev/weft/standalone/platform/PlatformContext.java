package dev.weft.standalone.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * What a service is told when it is started.
 *
 * @param roles the services of this process
 * @param kafka the cluster, which is up and has the topics
 * @param topicPrefix what every topic's name begins with
 * @param partitions over how many partitions the executions are spread
 * @param state the directory for local state, which may be empty at any start
 * @param address where this process answers HTTP
 */
public record PlatformContext(
        Set<Role> roles, KafkaCluster kafka, String topicPrefix, int partitions, Path state, URI address) {
    public PlatformContext {
        roles = Set.copyOf(roles);
        Objects.requireNonNull(kafka);
        Objects.requireNonNull(topicPrefix);
        Objects.requireNonNull(state);
        Objects.requireNonNull(address);
    }

    /** Whether the role runs in this process too, so that it can be reached in memory. */
    public boolean runs(Role role) {
        return roles.contains(role);
    }
}
