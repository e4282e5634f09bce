package dev.weft.history;

import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker in the test's JVM, with the topics of the platform. */
public final class Broker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final String address;

    private Broker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    public static Broker start(Path directory, int partitions) throws Exception {
        int port = freePort();
        format(directory);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(properties(directory, port, freePort()), false), Time.SYSTEM);
        server.startup();
        Broker broker = new Broker(server, HOST + ':' + port);
        broker.createTopics(partitions);
        return broker;
    }

    public KafkaSettings settings() {
        return KafkaSettings.of(address);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private void createTopics(int partitions) throws Exception {
        Topics topics = Topics.DEFAULT;
        Map<String, String> large = Map.of("max.message.bytes", Integer.toString(KafkaSettings.RECORD_BYTES_MAX));
        Map<String, String> requests = new HashMap<>(large);
        requests.put("message.timestamp.type", "LogAppendTime");
        Map<String, String> compacted = new HashMap<>(large);
        compacted.put("cleanup.policy", "compact");
        List<NewTopic> all = Stream.of(
                        topic(topics.requests(), partitions, requests),
                        topic(topics.historyChangelog(), partitions, compacted),
                        topic(topics.executionsChangelog(), partitions, compacted),
                        topic(topics.tasks(), 1, large),
                        topic(topics.replies(), 1, large),
                        topic(topics.deadLetters(), 1, large))
                .toList();
        try (Admin admin = Admin.create(settings().client("setup"))) {
            admin.createTopics(all).all().get();
        }
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static void format(Path directory) throws Exception {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        }
    }

    private static Map<String, String> properties(Path directory, int port, int controllerPort) {
        Map<String, String> all = new HashMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + HOST + ':' + controllerPort);
        all.put("controller.listener.names", "CONTROLLER");
        String clients = "PLAINTEXT://" + HOST + ':' + port;
        all.put("listeners", clients + ",CONTROLLER://" + HOST + ':' + controllerPort);
        all.put("advertised.listeners", clients);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("log.dirs", directory.toString());
        all.put("offsets.topic.replication.factor", "1");
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("group.min.session.timeout.ms", "100");
        all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
        all.put("auto.create.topics.enable", "false");
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
        all.put("log.segment.bytes", "67108864");
        return all;
    }
}
