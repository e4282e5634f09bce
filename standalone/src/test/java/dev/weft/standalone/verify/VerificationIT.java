package dev.weft.standalone.verify;

import static dev.weft.standalone.verify.RecordedExecution.complete;
import static dev.weft.standalone.verify.RecordedExecution.timer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schemas.EventBatch;
import dev.weft.schemas.routing.ExecutionsKey;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import dev.weft.standalone.broker.BrokerSettings;
import dev.weft.standalone.broker.EmbeddedBroker;
import dev.weft.standalone.command.WeftCommand;
import dev.weft.standalone.machine.Ports;
import dev.weft.standalone.platform.KafkaCluster;
import dev.weft.standalone.topics.TopicSetup;
import dev.weft.standalone.topics.TopicSetupOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerificationIT {
    private static final String HOST = "127.0.0.1";
    private static final int PARTITIONS = 2;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static int installations;

    private final Codecs codecs = new Codecs();
    private final Routing routing = Routing.initial(PARTITIONS);
    private final List<Difference> found = new ArrayList<>();
    private Topics topics = Topics.DEFAULT;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.single(directory, HOST, Ports.anyFree(HOST)));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void setUpTopics() {
        topics = new Topics("weft-" + installations++);
        try (Admin admin = Admin.create(client())) {
            new TopicSetup(admin, new TopicSetupOptions(topics.prefix(), PARTITIONS, 1, false)).run();
        }
    }

    @Test
    void committedStatesAndHistoriesAreCompared() {
        try (KafkaProducer<byte[], byte[]> producer = producer("history")) {
            for (int number = 0; number < 50; number++) {
                producer.beginTransaction();
                writeWhole(producer, execution("order-" + number));
                producer.commitTransaction();
            }
        }

        assertThat(verify(Scope.EVERYTHING)).isEqualTo(new Summary(50, 50, 250, 0));
        assertThat(found).isEmpty();
    }

    @Test
    void whatIsNotCommittedDoesNotCount() {
        try (KafkaProducer<byte[], byte[]> producer = producer("history")) {
            producer.beginTransaction();
            writeWhole(producer, execution("order"));
            producer.commitTransaction();
            producer.beginTransaction();
            writeState(producer, new RecordedExecution("order").start("run-of-order"));
            producer.flush();
            producer.abortTransaction();
        }

        assertThat(verify(Scope.EVERYTHING)).isEqualTo(new Summary(1, 1, 5, 0));
    }

    @Test
    void wrongStateIsReportedAndTheExitCodeTells() {
        try (KafkaProducer<byte[], byte[]> producer = producer("history")) {
            producer.beginTransaction();
            writeWhole(producer, execution("right"));
            writeWhole(
                    producer,
                    new RecordedExecution("wrong").start("run-of-wrong").completeTask(timer("a")));
            writeState(
                    producer,
                    new RecordedExecution("wrong").start("run-of-wrong").completeTask(timer("b")));
            producer.commitTransaction();
        }

        assertThat(verify(Scope.EVERYTHING).differences()).isEqualTo(1);
        assertThat(found).singleElement().satisfies(difference -> assertThat(difference.toString())
                .contains("default/wrong run run-of-wrong timers"));
        assertThat(command()).isEqualTo(1);
        assertThat(command("--workflow-id", "right")).isZero();
        assertThat(command("--namespace", "another")).isZero();
        assertThat(command("--workflow-id", "wrong", "--namespace", "default")).isEqualTo(1);
    }

    @Test
    void deletedRunsAreNotMissed() {
        RecordedExecution gone = execution("gone");
        try (KafkaProducer<byte[], byte[]> producer = producer("history")) {
            producer.beginTransaction();
            writeWhole(producer, gone);
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                    topics.historyChangelog(), partition(gone), HistoryKey.encode(gone.key, "run-of-gone", 1), null));
            producer.send(new ProducerRecord<>(
                    topics.executionsChangelog(), partition(gone), ExecutionsKey.encode(gone.key), null));
            producer.commitTransaction();
        }

        assertThat(verify(Scope.EVERYTHING).differences()).isZero();
    }

    @Test
    void partitionThatDoesNotFitIntoMemoryIsLookedAtInSlices() {
        try (KafkaProducer<byte[], byte[]> producer = producer("history")) {
            producer.beginTransaction();
            for (int number = 0; number < 50; number++) {
                writeWhole(producer, execution("order-" + number));
            }
            producer.commitTransaction();
        }

        try (Changelogs logs = new Changelogs(client())) {
            Summary sum = Summary.NOTHING;
            for (int number = 0; number < PARTITIONS; number++) {
                TopicPartition states = new TopicPartition(topics.executionsChangelog(), number);
                TopicPartition history = new TopicPartition(topics.historyChangelog(), number);
                sum = sum.plus(
                        new PartitionCheck(logs, states, history, Scope.EVERYTHING, codecs).run(found::add, 12_000));
            }
            assertThat(sum).isEqualTo(new Summary(50, 50, 250, 0));
        }
    }

    @Test
    void installationThatDoesNotExistCannotBeRead() {
        topics = new Topics("elsewhere");

        assertThat(command()).isEqualTo(2);
        assertThatThrownBy(() -> verify(Scope.EVERYTHING))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining("elsewhere-executions-changelog");
    }

    @Test
    void impossibleTopicPrefixIsRefused() {
        assertThat(WeftCommand.execute("verify", "--topic-prefix", "no spaces")).isEqualTo(2);
    }

    private static RecordedExecution execution(String workflowId) {
        return new RecordedExecution(workflowId).start("run-of-" + workflowId).completeTask(complete());
    }

    private Summary verify(Scope scope) {
        return new Verification(new KafkaCluster(broker.bootstrapServers(), Map.of()), topics, scope, found::add).run();
    }

    private int command(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("verify", "--bootstrap", broker.bootstrapServers(), "--topic-prefix", topics.prefix()));
        arguments.addAll(List.of(more));
        return WeftCommand.execute(arguments.toArray(String[]::new));
    }

    private void writeWhole(KafkaProducer<byte[], byte[]> producer, RecordedExecution execution) {
        EventBatch history = execution.history("run-of-" + execution.key.workflowId());
        producer.send(new ProducerRecord<>(
                topics.historyChangelog(),
                partition(execution),
                HistoryKey.encode(execution.key, history.runId(), 1),
                codecs.eventBatch().encode(history)));
        writeState(producer, execution);
    }

    private void writeState(KafkaProducer<byte[], byte[]> producer, RecordedExecution execution) {
        producer.send(new ProducerRecord<>(
                topics.executionsChangelog(),
                partition(execution),
                ExecutionsKey.encode(execution.key),
                codecs.execution().encode(execution.snapshot())));
    }

    private int partition(RecordedExecution execution) {
        return routing.partitionOf(execution.key);
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> settings = new TreeMap<>(client());
        settings.put("transactional.id", transactionalId);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}
