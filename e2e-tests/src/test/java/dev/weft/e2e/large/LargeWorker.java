package dev.weft.e2e.large;

import dev.weft.examples.generic.WorkActivities;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process with a worker of one task queue. */
final class LargeWorker {
    /** Workflows and most activities. */
    static final String USUAL = "examples";

    /** Activities whose worker arrives late. */
    static final String LATE = "late";

    private LargeWorker() {}

    /** @param arguments the platform's URL, the task queue, and a file to make once the worker polls */
    public static void main(String[] arguments) throws IOException {
        try (WorkerFactory factory =
                WorkerFactory.newInstance(ClientOptions.of(arguments[0]), WorkerFactoryOptions.DEFAULT)) {
            factory.newWorker(arguments[1])
                    .registerWorkflowImplementationTypes(CrowdRun.class, MarathonRun.class)
                    .registerActivitiesImplementations(new WorkActivities());
            factory.start();
            Files.createFile(Path.of(arguments[2]));
            factory.awaitTermination();
        }
    }
}
