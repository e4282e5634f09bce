package dev.weft.standalone.broker;

import dev.weft.standalone.machine.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where an embedded broker listens, where it keeps its log, and which brokers it forms a cluster with.
 *
 * @param directory holds the log; a new or empty one is formatted
 * @param host the address to listen on and to tell clients
 * @param port the port for clients
 * @param nodeId the id of this broker, one of the keys of {@code controllerPorts}
 * @param controllerPorts the controller's port of every broker of the cluster, all on {@code host}
 */
public record BrokerSettings(
        Path directory, String host, int port, int nodeId, SortedMap<Integer, Integer> controllerPorts) {
    private static final int ONLY_NODE = 1;
    private static final int REPLICATION_MAX = 3;

    public BrokerSettings {
        Objects.requireNonNull(directory);
        Objects.requireNonNull(host);
        controllerPorts = new TreeMap<>(controllerPorts);
        if (!controllerPorts.containsKey(nodeId)) {
            throw new IllegalArgumentException("Expected node " + nodeId + " to be one of the cluster's, but they are "
                    + controllerPorts.keySet());
        }
    }

    /** A cluster of this one broker, with a free port for its controller. */
    public static BrokerSettings single(Path directory, String host, int port) {
        return new BrokerSettings(
                directory, host, port, ONLY_NODE, new TreeMap<>(Map.of(ONLY_NODE, Ports.anyFree(host))));
    }

    /** @return the address that clients connect to */
    public String bootstrapServers() {
        return host + ":" + port;
    }

    /** Whether this broker is its whole cluster. */
    boolean isAlone() {
        return controllerPorts.size() == 1;
    }

    Map<String, String> toProperties() {
        String clients = "PLAINTEXT://" + bootstrapServers();
        Map<String, String> all = new LinkedHashMap<>();
        all.putAll(identity());
        all.put("process.roles", "broker,controller");
        all.put("listeners", clients + "," + controllerListener());
        all.put("advertised.listeners", clients);
        all.putAll(internalTopics());
        all.putAll(sizes());
        all.putAll(reactionTimes());
        return all;
    }

    /** The same node as a controller that serves no clients, and that takes a silent broker for dead this soon. */
    Map<String, String> toControllerProperties(int sessionMillis) {
        Map<String, String> all = new LinkedHashMap<>();
        all.putAll(identity());
        all.put("process.roles", "controller");
        all.put("listeners", controllerListener());
        all.putAll(election());
        all.put("broker.session.timeout.ms", Integer.toString(sessionMillis));
        all.put("broker.heartbeat.interval.ms", Integer.toString(sessionMillis / 2));
        return all;
    }

    private Map<String, String> identity() {
        String voters = controllerPorts.entrySet().stream()
                .map(node -> node.getKey() + "@" + host + ":" + node.getValue())
                .collect(Collectors.joining(","));
        return Map.of(
                "node.id",
                Integer.toString(nodeId),
                "controller.quorum.voters",
                voters,
                "controller.listener.names",
                "CONTROLLER",
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                directory.toString(),
                "auto.create.topics.enable",
                "false");
    }

    private String controllerListener() {
        return "CONTROLLER://" + host + ":" + controllerPorts.get(nodeId);
    }

    private Map<String, String> internalTopics() {
        String replication = Integer.toString(Math.min(REPLICATION_MAX, controllerPorts.size()));
        String inSync = controllerPorts.size() < REPLICATION_MAX ? "1" : "2";
        return Map.of(
                "offsets.topic.replication.factor", replication,
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", replication,
                "transaction.state.log.min.isr", inSync,
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", replication,
                "share.coordinator.state.topic.min.isr", inSync,
                "default.replication.factor", replication,
                "min.insync.replicas", inSync);
    }

    /** Small enough to share a laptop with its user; a small segment also bounds what a restart after a crash scans. */
    private static Map<String, String> sizes() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "num.recovery.threads.per.data.dir", "2",
                "log.segment.bytes", "67108864",
                "log.cleaner.dedupe.buffer.size", "16777216",
                "message.max.bytes", "8388608",
                "replica.fetch.max.bytes", "8388608");
    }

    /** After a restart a controller waits this long for another's candidacy, even where there is no other. */
    private Map<String, String> election() {
        String millis = isAlone() ? "100" : "1000";
        return Map.of(
                "controller.quorum.election.timeout.ms", millis,
                "controller.quorum.election.backoff.max.ms", millis);
    }

    /**
     * What a crashed process leaves behind is noticed within a second or two, not within Kafka's ten. Only a broker that
     * is alone gets time: nobody could take over from it, and {@link Predecessor} says why a short session would harm.
     */
    private Map<String, String> reactionTimes() {
        Map<String, String> all = new LinkedHashMap<>(election());
        all.put("broker.session.timeout.ms", isAlone() ? "60000" : "1500");
        all.put("broker.heartbeat.interval.ms", "250");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("group.streams.initial.rebalance.delay.ms", "0");
        all.put("group.min.session.timeout.ms", "100");
        all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
        return all;
    }
}
