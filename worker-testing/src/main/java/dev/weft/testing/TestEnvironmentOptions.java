package dev.weft.testing;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * How a test environment is set up. Begin with {@link #DEFAULT} and change what differs.
 *
 * @param initialTime what its clock shows at first
 * @param timeSkipping false for a clock that passes as on the wall
 * @param patience how long a test waits, on the wall, while nothing happens and nothing is due, until its wait fails and
 *     says what is missing
 * @param client changes what clients and workers are set to: data converter, identity and the like
 */
public record TestEnvironmentOptions(
        String namespace,
        Instant initialTime,
        boolean timeSkipping,
        Duration patience,
        WorkerFactoryOptions workerFactory,
        UnaryOperator<ClientOptions> client) {

    /** The first second of 2026, time skipping, 10 s of patience. */
    public static final TestEnvironmentOptions DEFAULT = new TestEnvironmentOptions(
            ExecutionKey.DEFAULT_NAMESPACE,
            Instant.parse("2026-01-01T00:00:00Z"),
            true,
            Duration.ofSeconds(10),
            WorkerFactoryOptions.DEFAULT.withGracePeriod(Duration.ofSeconds(1)),
            UnaryOperator.identity());

    public TestEnvironmentOptions {
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("Expected the name of a namespace, but it is blank");
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("Expected patience of more than zero, but got " + patience);
        }
    }

    public TestEnvironmentOptions withNamespace(String newNamespace) {
        return new TestEnvironmentOptions(newNamespace, initialTime, timeSkipping, patience, workerFactory, client);
    }

    public TestEnvironmentOptions withInitialTime(Instant time) {
        return new TestEnvironmentOptions(namespace, time, timeSkipping, patience, workerFactory, client);
    }

    public TestEnvironmentOptions withTimeSkipping(boolean skips) {
        return new TestEnvironmentOptions(namespace, initialTime, skips, patience, workerFactory, client);
    }

    public TestEnvironmentOptions withPatience(Duration newPatience) {
        return new TestEnvironmentOptions(namespace, initialTime, timeSkipping, newPatience, workerFactory, client);
    }

    public TestEnvironmentOptions withWorkerFactory(WorkerFactoryOptions options) {
        return new TestEnvironmentOptions(namespace, initialTime, timeSkipping, patience, options, client);
    }

    public TestEnvironmentOptions withClient(UnaryOperator<ClientOptions> change) {
        return new TestEnvironmentOptions(namespace, initialTime, timeSkipping, patience, workerFactory, change);
    }
}
