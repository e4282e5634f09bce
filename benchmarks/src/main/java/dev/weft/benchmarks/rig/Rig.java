package dev.weft.benchmarks.rig;

import dev.weft.sdk.transport.Endpoint;
import dev.weft.sdk.transport.HttpTransport;
import dev.weft.sdk.transport.TransportException;
import dev.weft.sdk.transport.WorkerCalls;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/** A platform and a worker in processes of their own, with a new data directory. */
public final class Rig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final Path launcher;
    private final Path directory;
    private final int httpPort;
    private final int kafkaPort;
    private final List<String> options;
    private final Api api;
    private ProcessTree platform;
    private ProcessTree worker;

    private Rig(Path launcher, List<String> options) throws IOException {
        this.launcher = launcher;
        this.options = options;
        this.directory = Files.createTempDirectory("weft-bench-");
        this.httpPort = freePort();
        this.kafkaPort = freePort();
        this.api = new Api(httpPort);
        this.platform = startPlatform();
        awaitReady();
        this.worker = startWorker();
    }

    /** @param options further options of {@code weft dev}, such as {@code --fsync} */
    public static Rig start(Path launcher, List<String> options) {
        try {
            return new Rig(launcher, options);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to start " + launcher, e);
        }
    }

    public Api api() {
        return api;
    }

    /** Calls the platform as a worker does. */
    public <T> T callAsWorker(Function<WorkerCalls, T> call) {
        Endpoint endpoint = Endpoint.parse("http://127.0.0.1:" + httpPort);
        try (HttpTransport transport = new HttpTransport(endpoint, Map.of())) {
            return call.apply(new WorkerCalls(transport));
        }
    }

    public ProcessTree platform() {
        return platform;
    }

    public ProcessTree worker() {
        return worker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Kills the platform and starts it again. Returns how long it was from the start of the process to readiness. */
    public Duration restartAfterKill() {
        try {
            platform.kill();
            long from = System.nanoTime();
            platform = startPlatform();
            awaitReady();
            return Duration.ofNanos(System.nanoTime() - from);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to start the platform again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to wait for the platform, but was interrupted", e);
        }
    }

    /** Stops the platform cleanly and starts it again. */
    public Duration restart() {
        platform.close();
        try {
            long from = System.nanoTime();
            platform = startPlatform();
            awaitReady();
            return Duration.ofNanos(System.nanoTime() - from);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to start the platform again", e);
        }
    }

    /** A second platform process on the same cluster, without a broker of its own. */
    public ProcessTree startSecond(int port) {
        try {
            return launch(
                    "second.log",
                    List.of(
                            "dev",
                            "--port",
                            Integer.toString(port),
                            "--data",
                            directory.resolve("second").toString(),
                            "--kafka",
                            bootstrapServers()));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to start a second platform", e);
        }
    }

    /** Waits until the partitions have found their place among the instances. */
    public void awaitSettled() {
        awaitReady();
        LockSupport.parkNanos(SETTLING.toNanos());
        awaitReady();
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a free port", e);
        }
    }

    /** Waits until {@code api} says that its platform is ready. */
    public static void awaitReady(Api api, ProcessTree process, Path log) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answersReady(api)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("Expected the platform to become ready, but it did not: see " + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        worker.close();
        platform.close();
        api.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to delete " + directory, e);
        }
    }

    private void awaitReady() {
        awaitReady(api, platform, directory.resolve("platform.log"));
    }

    private static boolean answersReady(Api api) {
        try {
            return api.isReady();
        } catch (TransportException notYet) {
            return false;
        }
    }

    private ProcessTree startPlatform() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "dev",
                "--port",
                Integer.toString(httpPort),
                "--kafka-port",
                Integer.toString(kafkaPort),
                "--data",
                directory.resolve("data").toString()));
        arguments.addAll(options);
        return launch("platform.log", arguments);
    }

    private ProcessTree startWorker() throws IOException {
        return launch("worker.log", List.of("worker", "examples", "--url", "http://127.0.0.1:" + httpPort));
    }

    private ProcessTree launch(String log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toAbsolutePath().toString());
        command.addAll(arguments);
        return ProcessTree.start(command, directory, directory.resolve(log).toFile());
    }
}
