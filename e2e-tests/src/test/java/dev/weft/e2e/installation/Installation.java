package dev.weft.e2e.installation;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.ProcessTree;
import dev.weft.benchmarks.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processes by name, each with its log in one directory. A killed one can be started again as it was. */
public final class Installation implements AutoCloseable {
    private final Path root =
            Path.of(System.getProperty("weft.root", "..")).toAbsolutePath().normalize();
    private final Path directory;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, ProcessTree> processes = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private String bootstrapServers = "";

    /** @param directory for data and logs, kept by whoever made it */
    public Installation(Path directory) {
        this.directory = directory;
    }

    /** The whole platform in one process, ready, and a worker with the examples. */
    public static Installation standalone(Path directory) {
        Installation installation = new Installation(directory);
        int kafkaPort = Rig.freePort();
        installation.bootstrapServers = "127.0.0.1:" + kafkaPort;
        installation.startServing("platform", "dev", "--kafka-port", Integer.toString(kafkaPort));
        installation.startWorker("worker", "platform");
        return installation;
    }

    /** Starts a process that answers HTTP, and waits until it is ready. */
    public void startServing(String name, String... arguments) {
        int port = Rig.freePort();
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of(
                "--port",
                Integer.toString(port),
                "--data",
                directory.resolve(name).toString()));
        ports.put(name, port);
        commands.put(name, command);
        restart(name);
    }

    /** Starts a worker that polls the process called {@code platform}. */
    public void startWorker(String name, String platform) {
        commands.put(name, List.of("worker", "examples", "--url", "http://127.0.0.1:" + ports.get(platform)));
        restart(name);
    }

    public void kill(String name) {
        try {
            processes.get(name).kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to kill " + name + ", but was interrupted", e);
        }
    }

    /** Starts a process as it was started the first time, and waits until it is ready if it answers HTTP. */
    public void restart(String name) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("weft").toString());
        command.addAll(commands.get(name));
        try {
            Files.createDirectories(directory);
            Path log = directory.resolve(name + ".log");
            processes.put(name, ProcessTree.start(command, directory, log.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to start " + command, e);
        }
        if (ports.containsKey(name)) {
            awaitReady(name);
        }
    }

    public void awaitReady(String name) {
        try (Api api = new Api(ports.get(name))) {
            Rig.awaitReady(api, processes.get(name), directory.resolve(name + ".log"));
        }
    }

    /** Runs a command of the launcher to its end. */
    public Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("weft").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.onExit().join().exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to run " + command, e);
        }
    }

    /** How a command ended, and what it said. */
    public record Ended(int exitCode, String output) {}

    /** The broker of a platform in one process. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The REST API of a process. */
    public Api api(String name) {
        return new Api(ports.get(name));
    }

    public int port(String name) {
        return ports.get(name);
    }

    public ProcessTree process(String name) {
        return processes.get(name);
    }

    @Override
    public void close() {
        List<ProcessTree> last = new ArrayList<>(processes.values());
        last.reversed().forEach(ProcessTree::close);
    }
}
