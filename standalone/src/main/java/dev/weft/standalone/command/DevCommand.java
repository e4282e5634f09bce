package dev.weft.standalone.command;

import dev.weft.standalone.machine.DataDirectory;
import dev.weft.standalone.machine.Ports;
import dev.weft.standalone.platform.KafkaAccess;
import dev.weft.standalone.platform.Launch;
import dev.weft.standalone.platform.Role;
import dev.weft.standalone.topics.TopicSetupOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weft dev}: the whole platform in one process. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = "Starts the whole platform in one process, with a Kafka broker of its own.")
final class DevCommand implements Callable<Integer> {
    private static final int KAFKA_PORT_USUAL = 9092;
    private static final int ANY_PORT = 0;

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory that keeps everything across restarts (default: ${DEFAULT-VALUE}).",
            defaultValue = ".weft")
    private Path data = Path.of(".weft");

    @Option(names = "--fresh", description = "Delete what the data directory holds, and begin anew.")
    private boolean fresh;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of the embedded broker (default: 9092, or another where that is in use).")
    private int kafkaPort = ANY_PORT;

    @Option(
            names = "--kafka-host",
            paramLabel = "HOST",
            description = "Address that the embedded broker listens on and tells clients (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    private String kafkaHost = "127.0.0.1";

    @Override
    public Integer call() {
        Set<Role> roles = EnumSet.allOf(Role.class);
        TopicSetupOptions topics = cluster.topics();
        URI address = http.claim(roles);
        DataDirectory directory = fresh ? DataDirectory.openEmpty(data) : DataDirectory.open(data);
        CompletableFuture<KafkaAccess> kafka = cluster.external()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> Processes.startBroker(directory.kafka(), kafkaHost, brokerPort()));
        return Processes.run(new Launch(roles, kafka, topics, directory, address, false));
    }

    private int brokerPort() {
        if (kafkaPort == ANY_PORT) {
            return Ports.freeOrAny(kafkaHost, KAFKA_PORT_USUAL);
        }
        Ports.requireFree(kafkaHost, kafkaPort, "Kafka", "--kafka-port");
        return kafkaPort;
    }
}
