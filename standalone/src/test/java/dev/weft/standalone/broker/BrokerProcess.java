package dev.weft.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An embedded broker in a JVM of its own, which can be killed without warning. */
final class BrokerProcess implements AutoCloseable {
    private static final String STARTED = "broker started";

    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    /** Starts the broker and waits until it serves requests. */
    static BrokerProcess start(Path directory, int port) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.inputReader().lines().noneMatch(STARTED::equals)) {
            throw new IllegalStateException("Expected the broker process to start, but it ended");
        }
        return new BrokerProcess(process);
    }

    /** Ends the process as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The process itself: the directory and the port are its arguments. */
    public static void main(String... args) throws InterruptedException {
        EmbeddedBroker.start(BrokerSettings.single(Path.of(args[0]), "127.0.0.1", Integer.parseInt(args[1])));
        System.out.println(STARTED);
        Thread.currentThread().join();
    }
}
