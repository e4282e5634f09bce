package dev.weft.e2e.operation;

import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process with a worker for accounts. */
final class AccountWorker {
    static final String TASK_QUEUE = "accounts";

    private AccountWorker() {}

    /** @param arguments the platform's URL, and a file to make once the worker polls */
    public static void main(String[] arguments) throws IOException {
        try (WorkerFactory factory =
                WorkerFactory.newInstance(ClientOptions.of(arguments[0]), WorkerFactoryOptions.DEFAULT)) {
            factory.newWorker(TASK_QUEUE).registerWorkflowImplementationTypes(AccountRun.class);
            factory.start();
            Files.createFile(Path.of(arguments[1]));
            factory.awaitTermination();
        }
    }
}
