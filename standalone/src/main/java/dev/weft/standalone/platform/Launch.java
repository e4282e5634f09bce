package dev.weft.standalone.platform;

import dev.weft.standalone.machine.DataDirectory;
import dev.weft.standalone.topics.TopicSetupOptions;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the command line hands to the application, which a framework instantiates after it.
 *
 * @param roles the services of this process
 * @param kafka the cluster, which may still be starting
 * @param topics how the topics are set up
 * @param data the directory of this process, closed by the application
 * @param address where this process answers HTTP
 * @param exitWhenReady whether to stop as soon as everything has started, as a rehearsal does
 */
public record Launch(
        Set<Role> roles,
        CompletableFuture<KafkaAccess> kafka,
        TopicSetupOptions topics,
        DataDirectory data,
        URI address,
        boolean exitWhenReady) {
    /** The one state outside of objects: the command line runs before there is a container to put it in. */
    private static final AtomicReference<Launch> CURRENT = new AtomicReference<>();

    public Launch {
        roles = Set.copyOf(roles);
        Objects.requireNonNull(kafka);
        Objects.requireNonNull(topics);
        Objects.requireNonNull(data);
        Objects.requireNonNull(address);
    }

    /** Makes this the launch of the process. */
    public void publish() {
        if (!CURRENT.compareAndSet(null, this)) {
            throw new IllegalStateException("Expected one launch in a process, but this is the second");
        }
    }

    static Launch current() {
        return Objects.requireNonNull(CURRENT.get(), "Expected a launch to be published, but none was");
    }
}
