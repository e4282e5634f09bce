package dev.weft.examples;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.worker.WorkerFactory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./weft worker examples}. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Runs a worker with the example workflows and activities, until it is stopped by Ctrl-C.")
final class WorkerCommand implements Callable<Integer> {
    private static final List<String> KNOWN = List.of("examples");

    @Parameters(index = "0", paramLabel = "NAME", description = "What the worker runs: examples.")
    private String name = "";

    @Option(names = "--url", paramLabel = "URL", description = "Where the platform is (${DEFAULT-VALUE}).")
    private String url = "http://127.0.0.1:8080";

    @Option(names = "--namespace", paramLabel = "NAME", description = "Its namespace (${DEFAULT-VALUE}).")
    private String namespace = ExecutionKey.DEFAULT_NAMESPACE;

    @Option(names = "--task-queue", paramLabel = "NAME", description = "The queue to work on (${DEFAULT-VALUE}).")
    private String taskQueue = ExamplesWorker.TASK_QUEUE;

    @Override
    public Integer call() {
        if (!KNOWN.contains(name)) {
            System.err.println("Expected the name of a worker, one of " + KNOWN + ", but got '" + name + "'.");
            return 2;
        }
        WorkerFactory factory = ExamplesWorker.create(ClientOptions.of(url).withNamespace(namespace), taskQueue);
        Runtime.getRuntime().addShutdownHook(new Thread(factory::close, "weft-shutdown"));
        factory.start();
        System.out.println("Worker on task queue " + taskQueue + ", platform " + url);
        factory.awaitTermination();
        return 0;
    }
}
