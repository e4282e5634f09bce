package dev.weft.e2e.behaviour;

import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import dev.weft.testing.behaviour.Behaviours;
import dev.weft.testing.behaviour.Scenario;
import dev.weft.testing.behaviour.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process with a worker for all scenarios. */
final class BehaviourWorker {
    private BehaviourWorker() {}

    /** @param arguments the platform's URL, and a file to make once the worker polls */
    public static void main(String[] arguments) throws IOException {
        try (WorkerFactory factory =
                WorkerFactory.newInstance(ClientOptions.of(arguments[0]), WorkerFactoryOptions.DEFAULT)) {
            Scenario.register(factory.newWorker(Stage.TASK_QUEUE), Behaviours.all());
            factory.start();
            Files.createFile(Path.of(arguments[1]));
            factory.awaitTermination();
        }
    }
}
