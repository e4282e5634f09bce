package dev.weft.e2e.large;

import dev.weft.examples.generic.WorkActivities;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process with a worker for large executions. */
final class LargeWorker {
    private static final String TASK_QUEUE = "examples";

    private LargeWorker() {}

    /** @param arguments the platform's URL, and a file to make once the worker polls */
    public static void main(String[] arguments) throws IOException {
        try (WorkerFactory factory =
                WorkerFactory.newInstance(ClientOptions.of(arguments[0]), WorkerFactoryOptions.DEFAULT)) {
            factory.newWorker(TASK_QUEUE)
                    .registerWorkflowImplementationTypes(MarathonRun.class)
                    .registerActivitiesImplementations(new WorkActivities());
            factory.start();
            Files.createFile(Path.of(arguments[1]));
            factory.awaitTermination();
        }
    }
}
