package dev.weft.testing.replay;

import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.runner.WorkflowReplayer;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import dev.weft.sdk.worker.WorkerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Runs today's workflow code along recorded histories. Thread-safe. */
public final class HistoryReplayer implements AutoCloseable {
    private final WorkflowReplayer replayer;

    /** For code that is registered with options or factories, and for other converters. */
    public HistoryReplayer(WorkflowRegistry workflows, DataConverter data, FailureConverter failures) {
        this.replayer = new WorkflowReplayer(workflows, data, failures);
    }

    /**
     * For code that runs with interceptors, context propagators or converters: the options of the worker that wrote the
     * histories. What its interceptors ask of workflows is in them too.
     */
    public HistoryReplayer(
            WorkflowRegistry workflows, ClientOptions client, WorkerFactoryOptions factory, WorkerOptions worker) {
        this.replayer = new WorkflowReplayer(
                workflows, client.dataConverter(), client.failureConverter(), factory.toRunnerOptions(client, worker));
    }

    /** @param implementations the classes that a worker registers */
    public static HistoryReplayer of(Class<?>... implementations) {
        return new HistoryReplayer(
                new WorkflowRegistry().register(implementations),
                new StandardDataConverter(),
                new StandardFailureConverter());
    }

    public ReplayResult replay(RecordedHistory history) {
        try {
            replayer.replay(history.key(), history.events());
            return ReplayResult.success(history);
        } catch (RuntimeException e) {
            return ReplayResult.failure(history, e);
        }
    }

    public ReplayReport replay(Collection<RecordedHistory> histories) {
        return new ReplayReport(histories.stream().map(this::replay).toList());
    }

    /** @param path a file, or a directory of them, as {@link HistoryFiles} reads it */
    public ReplayReport replay(Path path) {
        return replay(Files.isDirectory(path) ? HistoryFiles.readAll(path) : List.of(HistoryFiles.read(path)));
    }

    @Override
    public void close() {
        replayer.close();
    }
}
