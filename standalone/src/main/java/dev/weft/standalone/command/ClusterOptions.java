package dev.weft.standalone.command;

import dev.weft.standalone.machine.StartException;
import dev.weft.standalone.platform.KafkaAccess;
import dev.weft.standalone.platform.KafkaCluster;
import dev.weft.standalone.topics.TopicSetupOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which Kafka cluster a process uses, and how the topics on it are set up. */
final class ClusterOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka cluster; several addresses are separated by commas.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "Further settings for every Kafka client, such as those of TLS and SASL.")
    private @Nullable Path propertiesFile;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What every topic's name begins with (default: ${DEFAULT-VALUE}).",
            defaultValue = TopicSetupOptions.PREFIX_DEFAULT)
    private String topicPrefix = TopicSetupOptions.PREFIX_DEFAULT;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of a new installation: one or two for each core that processes them (default: "
                    + TopicSetupOptions.PARTITIONS_DEFAULT + ").")
    private int partitions;

    @Option(
            names = "--replication",
            paramLabel = "N",
            description = "Copies of each record of a new installation (default: 3, or as many as there are brokers).")
    private int replication;

    @Option(
            names = "--fsync",
            description = "Acknowledge a request only when it is on disk, so that it survives a power loss.")
    private boolean fsync;

    /** @return the cluster that was named, if one was */
    Optional<KafkaAccess> external() {
        return Optional.ofNullable(bootstrapServers)
                .map(servers -> new KafkaAccess.External(new KafkaCluster(servers, clientProperties())));
    }

    /**
     * @return the set-up of the topics
     * @throws ParameterException when there can be none like that
     */
    TopicSetupOptions topics() {
        try {
            return new TopicSetupOptions(topicPrefix, partitions, replication, fsync);
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), impossible.getMessage(), impossible);
        }
    }

    private Map<String, String> clientProperties() {
        return propertiesFile == null ? Map.of() : clientProperties(propertiesFile);
    }

    /** @throws StartException when the file cannot be read */
    static Map<String, String> clientProperties(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties read = new Properties();
            read.load(reader);
            Map<String, String> all = new TreeMap<>();
            read.forEach((key, value) -> all.put(key.toString(), value.toString()));
            return all;
        } catch (NoSuchFileException e) {
            throw new StartException("Expected a file of Kafka client settings at " + file + ", but there is none.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException(
                    "Expected a file of Kafka client settings at " + file + ", but it cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }
}
