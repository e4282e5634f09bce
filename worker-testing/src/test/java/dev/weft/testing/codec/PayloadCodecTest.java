package dev.weft.testing.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.client.HistoryEntry;
import dev.weft.sdk.client.UpdateCall;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowDescription;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowQueryException;
import dev.weft.sdk.client.WorkflowRun;
import dev.weft.sdk.client.WorkflowStub;
import dev.weft.sdk.data.CodecDataConverter;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.PayloadCodec;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.worker.Worker;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import dev.weft.testing.TestEnvironmentOptions;
import dev.weft.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values that nobody on the way can read. */
class PayloadCodecTest {
    private static final String QUEUE = "confidants";
    private static final String SECRET = "s3cret";

    @Test
    void valuesAreEncryptedWhereverTheyGo() throws Exception {
        try (TestWorkflowEnvironment environment = environment(new AesGcmCodec("k1"))) {
            assertThat(play(environment))
                    .containsExactly(
                            SECRET,
                            SECRET + " memo",
                            SECRET + " activity",
                            SECRET + " local",
                            SECRET + " side effect",
                            SECRET + " mutable",
                            SECRET + " child",
                            SECRET + " heartbeat",
                            SECRET + " detail",
                            SECRET + " signal",
                            SECRET + " update");
            assertThat(environment.getDiagnostics()).doesNotContain(SECRET);
            assertThat(encodings(environment)).hasSizeGreaterThan(20).containsOnly("encrypted");
        }
    }

    @Test
    void valuesAreCompressedWhereverTheyGo() throws Exception {
        try (TestWorkflowEnvironment environment = environment(new GzipCodec())) {
            assertThat(play(environment)).hasSize(11).allMatch(heard -> heard.startsWith(SECRET));

            assertThat(environment.getDiagnostics()).doesNotContain(SECRET);
            assertThat(encodings(environment)).hasSizeGreaterThan(20).containsOnly("gzip");
        }
    }

    @Test
    void compressionBeforeEncryptionMakesHistoriesSmall() {
        try (TestWorkflowEnvironment environment = environment(new GzipCodec(), new AesGcmCodec("k1"))) {
            String longText = "long ".repeat(20_000);
            Confidant.Echo echo = environment
                    .getWorkflowClient()
                    .newWorkflowStub(
                            Confidant.Echo.class,
                            WorkflowOptions.onTaskQueue(QUEUE).withWorkflowId("echo"));

            assertThat(echo.echo(longText)).isEqualTo(longText);
            assertThat(environment.getHistory("echo").length()).isLessThan(10_000);
        }
    }

    @Test
    void withoutTheKeyTheRunIsStuckAndGoesOnWithIt() {
        AesGcmCodec ofTheWorker = new AesGcmCodec("k2");
        try (TestWorkflowEnvironment environment = environment(ofTheWorker);
                WorkflowClient client = clientWithNewKey(environment)) {
            WorkflowStub stub = client.newUntypedWorkflowStub("Confidant", options());
            stub.start(SECRET, List.of(SECRET));

            for (int tens = 0; tens < 60; tens++) {
                environment.sleep(Duration.ofSeconds(10));
            }

            WorkflowDescription stuck = stub.describe();
            assertThat(stuck.status()).isEqualTo(WorkflowStatus.STUCK);
            assertThat(stuck.problem().message())
                    .isEqualTo("Expected the codec dev.weft.testing.codec.AesGcmCodec to decode a payload of encoding"
                            + " encrypted, but it threw java.security.GeneralSecurityException: Expected the key 'k1',"
                            + " but there are only [k2]");
            assertThat(stuck.problem().attempts()).as("attempts in ten minutes").isBetween(10, 70);

            ofTheWorker.addKey("k1");
            stub.signal("tell", "a");
            stub.signal("tell", "b");
            environment.sleep(Duration.ofMinutes(1));
            assertThat(stub.<List<String>>getResult(List.class)).containsExactly(SECRET, "a", "b");
        }
    }

    @Test
    void updateThatCannotBeDecodedIsNotRejectedButWaitsForTheKey() {
        AesGcmCodec ofTheWorker = new AesGcmCodec("k2");
        try (TestWorkflowEnvironment environment = environment(ofTheWorker);
                WorkflowClient client = clientWithNewKey(environment)) {
            environment
                    .getWorkflowClient()
                    .newUntypedWorkflowStub("Confidant", options())
                    .start(SECRET, List.of(SECRET));
            WorkflowStub stub = client.newUntypedWorkflowStub("confidant");
            UpdateCall<String> why = UpdateCall.of("ask", String.class, "why").withUpdateId("u");
            assertThatThrownBy(() -> stub.startUpdate(why))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Expected the key 'k1', but there are only [k2]");

            ofTheWorker.addKey("k1");
            environment.sleep(Duration.ofMinutes(1));

            assertThat(stub.startUpdate(why).getResult()).isEqualTo("why answered");
        }
    }

    @Test
    void codeThatCatchesEverythingDoesNotGoAnotherWayForWantOfAKey() {
        try (TestWorkflowEnvironment environment = environment(new AesGcmCodec("k2"));
                WorkflowClient client = clientWithNewKey(environment)) {
            WorkflowStub stub =
                    client.newUntypedWorkflowStub("Careless", options().withMemo(Map.of("note", "unreadable")));
            stub.start();

            environment.sleep(Duration.ofMinutes(5));

            assertThat(stub.describe().status()).isEqualTo(WorkflowStatus.STUCK);
        }
    }

    @Test
    void queryThatCannotBeDecodedFailsWithTheReason() {
        try (TestWorkflowEnvironment environment = environment(new AesGcmCodec("k2"));
                WorkflowClient client = clientWithNewKey(environment)) {
            WorkflowStub started = environment.getWorkflowClient().newUntypedWorkflowStub("Confidant", options());
            started.start(SECRET, List.of(SECRET));
            WorkflowStub stub = client.newUntypedWorkflowStub("confidant");

            WorkflowQueryException failed =
                    catchThrowableOfType(WorkflowQueryException.class, () -> stub.query("told", List.class, "why"));

            assertThat(failed).hasMessageContaining("Expected the key 'k1', but there are only [k2]");
            assertThat(started.<List<String>>query("told", List.class, "why")).containsExactly("why");
        }
    }

    /** Goes on whatever happens. */
    @WorkflowInterface
    public interface Careless {
        @WorkflowMethod
        String run();
    }

    public static final class CarelessRun implements Careless {
        @Override
        public String run() {
            try {
                return Workflow.<String>getMemo("note", String.class).orElse("no memo");
            } catch (RuntimeException e) {
                return "went another way";
            }
        }
    }

    /** What the workflow has heard, in both of its runs. */
    private static List<String> play(TestWorkflowEnvironment environment) {
        Confidant confidant = environment
                .getWorkflowClient()
                .newWorkflowStub(Confidant.class, options().withMemo(Map.of("note", SECRET + " memo")));
        WorkflowRun first = WorkflowClient.start(() -> confidant.keep(SECRET, List.of()));
        WorkflowStub stub = WorkflowClient.untyped(confidant);
        while (stub.describe().run().equals(first)) {
            environment.sleep(Duration.ofSeconds(1));
        }
        confidant.tell(SECRET + " signal");
        assertThat(confidant.told(SECRET + " query")).containsExactly(SECRET + " signal", SECRET + " query");
        assertThat(confidant.ask(SECRET + " update")).isEqualTo(SECRET + " update answered");
        return stub.getResult(List.class);
    }

    private static WorkflowOptions options() {
        return WorkflowOptions.onTaskQueue(QUEUE).withWorkflowId("confidant");
    }

    private static TestWorkflowEnvironment environment(PayloadCodec... codecs) {
        TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.DEFAULT
                .withClient(client -> client.withDataConverter(converter(codecs)))
                .withWorkerFactory(
                        TestEnvironmentOptions.DEFAULT.workerFactory().withCacheBytes(0)));
        Worker worker = environment.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(
                Confidant.ConfidantRun.class, Confidant.EchoRun.class, CarelessRun.class);
        worker.registerActivitiesImplementations(new Confidant.Gossip());
        environment.start();
        return environment;
    }

    /** It reads what the worker with the key k2 writes, and writes with the key k1. */
    private static WorkflowClient clientWithNewKey(TestWorkflowEnvironment environment) {
        AesGcmCodec codec = new AesGcmCodec("k1");
        codec.addKey("k2");
        return WorkflowClient.connect(environment.getWorkflowClient().options().withDataConverter(converter(codec)));
    }

    private static DataConverter converter(PayloadCodec... codecs) {
        return new CodecDataConverter(new StandardDataConverter(), codecs);
    }

    /** Of all payloads in both runs of the workflow; none of them may hold the secret. */
    private static List<String> encodings(TestWorkflowEnvironment environment) throws IOException {
        WorkflowStub last = environment.getWorkflowClient().newUntypedWorkflowStub("confidant");
        String firstRunId = last.describe().firstRunId();
        WorkflowStub first =
                environment.getWorkflowClient().newUntypedWorkflowStub(new WorkflowRun("confidant", firstRunId));
        List<Map<String, Object>> attributes = Stream.of(first, last)
                .flatMap(stub -> stub.fetchHistory().stream())
                .map(HistoryEntry::attributes)
                .toList();
        List<String> encodings = new ArrayList<>();
        for (JsonNode payload : new ObjectMapper().valueToTree(attributes).findParents("base64")) {
            byte[] data = payload.path("base64").binaryValue();
            assertThat(new String(data, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
            encodings.add(payload.path("encoding").asText());
        }
        return encodings;
    }
}
