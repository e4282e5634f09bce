package dev.weft.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A platform and a worker as processes below this one, in a directory of their own. */
final class OwnPlatform implements AutoCloseable {
    private static final Duration READY_WAIT = Duration.ofMinutes(3);
    private static final int LOG_LINES_SHOWN = 15;

    private final String launcher;
    private final Path directory;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private Process server;
    private boolean closed;

    /** @param launcher path of the script that starts each of them */
    OwnPlatform(String launcher) {
        this.launcher = launcher;
        try {
            this.directory = Files.createTempDirectory("weft-demo-");
            this.port = freePort();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a directory and a port for the demo, but got none", e);
        }
        this.server = startServer();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path directory() {
        return directory;
    }

    private Process startServer() {
        return start(
                "platform",
                "dev",
                "--port",
                Integer.toString(port),
                "--data",
                directory.resolve("data").toString());
    }

    void startWorker() {
        start("worker", "worker", "examples", "--url", url());
    }

    /** SIGKILL: the process gets no chance to say goodbye. */
    void killServer() {
        server.destroyForcibly();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void restartServer() {
        server = startServer();
    }

    private Process start(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(arguments));
        Path log = log(name);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start " + command + ", but could not", e);
        }
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /** @throws IllegalStateException with the end of its log when it does not become ready */
    void awaitReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        Waiting.until(
                READY_WAIT,
                () -> {
                    if (!server.isAlive()) {
                        throw new IllegalStateException(
                                "Expected the platform to become ready, but it ended:\n" + endOfLog("platform"));
                    }
                    return isReady(request);
                },
                () -> "Expected the platform to become ready, but it did not:\n" + endOfLog("platform"));
    }

    private boolean isReady(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the platform", e);
        }
    }

    private String endOfLog(String name) {
        try {
            List<String> lines = Files.readAllLines(log(name));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Once: the end of the demo and the end of this process may both ask for it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Process process : List.copyOf(processes).reversed()) {
            process.destroy();
        }
        for (Process process : processes) {
            try {
                if (!process.waitFor(15, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        http.close();
        deleteData();
    }

    /** Logs and results stay for who wants to look at them. */
    private void deleteData() {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The demo's data stays in " + directory + ": " + e.getMessage());
        }
    }
}
