package dev.weft.e2e.stuck;

import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process with a worker of one generation of the code. */
final class GenerationWorker {
    private static final String TASK_QUEUE = "examples";

    private GenerationWorker() {}

    /** @param arguments the platform's URL, the generation, and a file to make once the worker polls */
    public static void main(String[] arguments) throws IOException {
        Generation generation = Generation.valueOf(arguments[1]);
        Class<?> weighing = generation == Generation.MENDED ? Weighings.Mended.class : Weighings.Former.class;
        try (WorkerFactory factory =
                WorkerFactory.newInstance(ClientOptions.of(arguments[0]), WorkerFactoryOptions.DEFAULT)) {
            factory.newWorker(TASK_QUEUE)
                    .registerWorkflowImplementationFactory(DeliveryRun.class, () -> new DeliveryRun(generation))
                    .registerWorkflowImplementationTypes(weighing)
                    .registerActivitiesImplementations(new ParcelsByHand());
            factory.start();
            Files.createFile(Path.of(arguments[2]));
            factory.awaitTermination();
        }
    }

    private static final class ParcelsByHand implements Parcels {
        @Override
        public String pack(String what) {
            return what + " packed";
        }

        @Override
        public String handOver(String where) {
            return "handed over in " + where;
        }
    }
}
