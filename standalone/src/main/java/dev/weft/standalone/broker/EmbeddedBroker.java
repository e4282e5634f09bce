package dev.weft.standalone.broker;

import dev.weft.standalone.machine.Ports;
import dev.weft.standalone.machine.StartException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and controller in this JVM, which keeps its identity and its log in a directory across restarts.
 *
 * <p>It recovers from a directory that was left by a killed process. A fault that Kafka holds to be fatal, such as
 * a port that is taken at the last moment, halts the JVM.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Every broker that is embedded belongs to a cluster of this name, so that any of its nodes may be formatted first. */
    private static final Uuid CLUSTER_ID = fromText("dev.weft.embedded");

    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private EmbeddedBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Starts the broker and waits until it serves requests, which for one of several means: until most of them run.
     *
     * @throws StartException if its port is taken, or the directory cannot be used
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        Ports.requireFree(settings.host(), settings.port(), "Kafka", "--kafka-port");
        if (isNew(settings.directory())) {
            format(settings);
        } else if (settings.isAlone()) {
            Predecessor.fence(settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.toProperties(), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(settings, server);
    }

    /** @return the address that clients connect to */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** Stops the broker cleanly: what it acknowledged is on disk, and the next start recovers nothing. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static boolean isNew(Path directory) {
        return Files.notExists(directory.resolve("meta.properties"));
    }

    private static void format(BrokerSettings settings) {
        Path directory = settings.directory();
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(CLUSTER_ID.toString())
                    .setNodeId(settings.nodeId())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        } catch (Exception e) {
            throw new StartException(
                    "Expected to be able to set up a new Kafka log in " + directory + ", but got " + e, e);
        }
    }

    private static Uuid fromText(String text) {
        UUID id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
