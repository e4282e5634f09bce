package dev.weft.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.standalone.machine.Ports;
import dev.weft.standalone.machine.StartException;
import dev.weft.standalone.topics.TopicSetup;
import dev.weft.standalone.topics.TopicSetupOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {
    private static final String HOST = "127.0.0.1";
    private static final TopicPartition REQUESTS = new TopicPartition("weft-requests", 0);

    @TempDir
    private Path directory;

    private int port;

    @BeforeEach
    void choosePort() {
        port = Ports.anyFree(HOST);
    }

    @Test
    void recordsOutliveACleanRestart() throws Exception {
        try (EmbeddedBroker first = EmbeddedBroker.start(settings())) {
            setUpTopics(defaults());
            append("one");
            assertThat(first.bootstrapServers()).isEqualTo(HOST + ":" + port);
        }

        try (EmbeddedBroker second = EmbeddedBroker.start(settings())) {
            append("two");
            assertThat(readAll(2)).containsExactly("one", "two");
            assertThat(second.bootstrapServers()).isEqualTo(HOST + ":" + port);
        }
    }

    @Test
    void acknowledgedRecordsOutliveAKilledProcess() throws Exception {
        try (BrokerProcess process = BrokerProcess.start(directory, port)) {
            setUpTopics(defaults());
            for (int i = 0; i < 100; i++) {
                append("record " + i);
            }
            process.kill();
        }

        try (BrokerProcess restarted = BrokerProcess.start(directory, port)) {
            assertThat(readAll(100)).hasSize(100).startsWith("record 0").endsWith("record 99");
            restarted.kill();
        }
    }

    @Test
    void transactionThatAKilledProcessLeftOpenHoldsNobodyBackForLong() throws Exception {
        try (BrokerProcess process = BrokerProcess.start(directory, port)) {
            setUpTopics(defaults());
            Map<String, Object> transactional = new TreeMap<>(client());
            transactional.put("transactional.id", "killed");
            transactional.put("transaction.timeout.ms", "1500");
            KafkaProducer<String, String> producer =
                    new KafkaProducer<>(transactional, new StringSerializer(), new StringSerializer());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(REQUESTS.topic(), REQUESTS.partition(), "key", "uncommitted"))
                    .get();
            process.kill();
            producer.close(Duration.ZERO);
        }

        try (BrokerProcess restarted = BrokerProcess.start(directory, port)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> endOffset(IsolationLevel.READ_COMMITTED) > 1);
            assertThat(endOffset(IsolationLevel.READ_COMMITTED)).isEqualTo(endOffset(IsolationLevel.READ_UNCOMMITTED));
            restarted.kill();
        }
    }

    @Test
    void portInUseIsRefusedBeforeTheBrokerHaltsTheProcess() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(settings()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void topicsAreSetUpOnceAndBroughtUpToDateLater() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
            assertThat(setUpTopics(new TopicSetupOptions("weft", 3, 0, false))).isEqualTo(3);
            assertThat(flushMessages()).isNotEqualTo("1");

            assertThat(setUpTopics(new TopicSetupOptions("weft", 0, 0, true))).isEqualTo(3);

            // A broker answers from its own copy of the settings, which follows a moment later.
            Awaitility.await().untilAsserted(() -> assertThat(flushMessages()).isEqualTo("1"));
            assertThat(broker.bootstrapServers()).isNotEmpty();
        }
    }

    @Test
    void otherPartitionCountThanTheInstallationHasIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
            setUpTopics(new TopicSetupOptions("weft", 3, 0, false));

            assertThatThrownBy(() -> setUpTopics(new TopicSetupOptions("weft", 5, 0, false)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Expected 5 partitions")
                    .hasMessageContaining("has 3");
            assertThat(broker.bootstrapServers()).isNotEmpty();
        }
    }

    private BrokerSettings settings() {
        return BrokerSettings.single(directory, HOST, port);
    }

    private static TopicSetupOptions defaults() {
        return new TopicSetupOptions("weft", 0, 0, false);
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", HOST + ":" + port);
    }

    private int setUpTopics(TopicSetupOptions options) {
        try (Admin admin = Admin.create(client())) {
            return new TopicSetup(admin, options).run();
        }
    }

    private String flushMessages() throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, REQUESTS.topic());
        try (Admin admin = Admin.create(client())) {
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get("flush.messages")
                    .value();
        }
    }

    private long endOffset(IsolationLevel isolation) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client())) {
            return admin.listOffsets(Map.of(REQUESTS, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                    .partitionResult(REQUESTS)
                    .get()
                    .offset();
        }
    }

    private void append(String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(REQUESTS.topic(), REQUESTS.partition(), "key", value))
                    .get();
        }
    }

    private List<String> readAll(int expected) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(REQUESTS));
            consumer.seekToBeginning(List.of(REQUESTS));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= expected;
            });
        }
        return values;
    }
}
