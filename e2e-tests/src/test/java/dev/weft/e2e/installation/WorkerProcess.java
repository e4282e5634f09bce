package dev.weft.e2e.installation;

import dev.weft.benchmarks.rig.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A process with a worker of the tests' own. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final ProcessTree process;

    private WorkerProcess(ProcessTree process) {
        this.process = process;
    }

    /**
     * What is started.
     *
     * @param main its arguments are those below, then a file that it makes once its worker polls
     * @param heap bound of its heap, such as {@code 192m}
     */
    public record Program(Class<?> main, String heap, List<String> arguments) {
        public Program(Class<?> main, String heap, String... arguments) {
            this(main, heap, List.of(arguments));
        }
    }

    /** Starts it, and waits until it polls. */
    public static WorkerProcess start(Program program, Path directory) {
        String name = program.main().getSimpleName();
        Path log = directory.resolve(name + ".log");
        Path ready = directory.resolve(name + "-" + UUID.randomUUID() + ".ready");
        try {
            ProcessTree process = ProcessTree.start(command(program, ready), directory, log.toFile());
            Awaitility.await("a worker that polls; see " + log)
                    .atMost(STARTS_WITHIN)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Files.exists(ready));
            return new WorkerProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to start " + name, e);
        }
    }

    private static List<String> command(Program program, Path ready) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(Arrays.asList(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + program.heap(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                program.main().getName()));
        command.addAll(program.arguments());
        command.add(ready.toString());
        return command;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The most resident memory so far, in MiB. */
    public double peakMebibytes() {
        return process.peakMebibytes();
    }

    /** {@code kill -9}, and waits until the process is gone. */
    public void kill() {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to kill a worker, but was interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
