package dev.weft.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import dev.weft.sdk.interceptor.WorkflowInboundCalls;
import dev.weft.sdk.interceptor.WorkflowInboundCallsBase;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import dev.weft.sdk.worker.WorkerOptions;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import dev.weft.testing.TestEnvironmentOptions;
import dev.weft.testing.TestWorkflowEnvironment;
import dev.weft.testing.junit.ReplayTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReplayerTest {
    @TempDir
    private Path directory;

    @ActivityInterface
    public interface Shop {
        String reserve(List<String> items);

        String charge(int amount);
    }

    @WorkflowInterface
    public interface Order {
        @WorkflowMethod
        String order(List<String> items);
    }

    /** The code that wrote the histories. */
    public static final class FirstOrder implements Order {
        private final Shop shop =
                Workflow.newActivityStub(Shop.class, ActivityOptions.startToClose(Duration.ofMinutes(1)));

        @Override
        public String order(List<String> items) {
            String reservation = shop.reserve(items);
            Workflow.sleep(Duration.ofHours(1));
            return reservation + " " + shop.charge(items.size() * 10);
        }
    }

    /** Charges before it waits. */
    public static final class HastyOrder implements Order {
        private final Shop shop =
                Workflow.newActivityStub(Shop.class, ActivityOptions.startToClose(Duration.ofMinutes(1)));

        @Override
        public String order(List<String> items) {
            String reservation = shop.reserve(items);
            String receipt = shop.charge(items.size() * 10);
            Workflow.sleep(Duration.ofHours(1));
            return reservation + " " + receipt;
        }
    }

    @BeforeEach
    void record() {
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
            environment
                    .newWorker("orders")
                    .registerWorkflowImplementationTypes(FirstOrder.class)
                    .registerActivitiesImplementations(new Shop() {
                        @Override
                        public String reserve(List<String> items) {
                            return "reserved " + items;
                        }

                        @Override
                        public String charge(int amount) {
                            return "charged " + amount;
                        }
                    });
            environment.start();
            for (String id : List.of("order-1", "order-2")) {
                environment
                        .getWorkflowClient()
                        .newWorkflowStub(
                                Order.class,
                                WorkflowOptions.onTaskQueue("orders").withWorkflowId(id))
                        .order(List.of("book", "pen"));
                environment.saveHistory(id, directory.resolve(id + ".json"));
            }
        }
    }

    @Test
    void savedHistoriesReplayWithTheCodeThatWroteThem() {
        try (HistoryReplayer replayer = HistoryReplayer.of(FirstOrder.class)) {
            ReplayReport report = replayer.replay(directory);

            report.assertAllReplay();
            assertThat(report.results()).hasSize(2);
            assertThat(report.results().getFirst().explanation()).isEmpty();
            assertThat(report.results().getFirst().history())
                    .hasToString("Order order-1, run "
                            + report.results().getFirst().history().runId() + " (" + directory.resolve("order-1.json")
                            + ")");
        }
    }

    @Test
    void aReplayThatFailsSaysWhereCodeAndHistoryPart() {
        try (HistoryReplayer replayer = HistoryReplayer.of(HastyOrder.class)) {
            ReplayResult result = replayer.replay(directory.resolve("order-1.json"))
                    .failures()
                    .getFirst();

            assertThat(result.failure()).get().isInstanceOf(NonDeterminismException.class);
            assertThat(result.explanation().lines().map(line -> line.replaceAll("Test.java:\\d+", "Test.java:N")))
                    .containsSequence(
                            "  history:",
                            "       8 WorkflowTaskScheduled",
                            "       9 WorkflowTaskStarted",
                            "      10 WorkflowTaskCompleted",
                            "  ->  11 TimerStarted (timer 2, PT1H)",
                            "      12 TimerFired",
                            "      13 WorkflowTaskScheduled",
                            "      14 WorkflowTaskStarted",
                            "  workflow code:",
                            "         ScheduleActivity (activity Reserve, id 1) at " + HastyOrder.class.getName()
                                    + ".order(HistoryReplayerTest.java:N)",
                            "  ->     ScheduleActivity (activity Charge, id 2) at " + HastyOrder.class.getName()
                                    + ".order(HistoryReplayerTest.java:N)");
        }
    }

    @Test
    void assertAllReplayExplainsEachHistoryThatDoesNot() {
        try (HistoryReplayer replayer = HistoryReplayer.of(HastyOrder.class)) {
            assertThatThrownBy(() -> replayer.replay(directory).assertAllReplay())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Expected 2 histories to replay, but 2 of them do not:")
                    .hasMessageContainingAll("Order order-1, run ", "Order order-2, run ", "event 11 TimerStarted");
        }
    }

    @Test
    void aWorkflowTypeThatNobodyHasRegisteredIsTold() {
        try (HistoryReplayer replayer = new HistoryReplayer(
                new dev.weft.sdk.runner.WorkflowRegistry(),
                new dev.weft.sdk.data.StandardDataConverter(),
                new dev.weft.sdk.data.StandardFailureConverter())) {
            assertThat(replayer.replay(directory).failures().getFirst().explanation())
                    .contains("Expected workflow type Order to be registered");
        }
    }

    @Test
    void eachHistoryIsATestOfItsOwn() throws Throwable {
        try (HistoryReplayer replayer = HistoryReplayer.of(FirstOrder.class)) {
            Stream<DynamicTest> tests = ReplayTests.of(replayer, HistoryFiles.readAll(directory));
            for (DynamicTest test : tests.toList()) {
                assertThat(test.getDisplayName()).startsWith("Order order-");
                test.getExecutable().execute();
            }
        }
    }

    @Test
    void aReplayOfNothingIsNoSuccess() {
        assertThatThrownBy(() -> new ReplayReport(List.of()).assertAllReplay())
                .hasMessage("Expected histories to replay, but there are none");
        assertThatThrownBy(() -> HistoryFiles.readAll(directory.getParent().resolve("missing")))
                .hasMessageContaining("missing");
    }

    @Test
    void filesThatHoldNoWholeHistoryAreRefusedWithASentence() throws IOException {
        refused("{\"runs\":[]}", "Expected an object with events in file.json");
        refused("{", "In file.json: Expected well-formed JSON");
        String whole = Files.readString(directory.resolve("order-1.json"));
        refused(
                whole.replaceFirst("\\{", "{\"nextPageToken\":\"next\","),
                "and a further page follows: save more with pageSize");
        refused(whole.replace("\"eventId\":2,", "\"eventId\":3,"), "Expected event 2 in file.json, but got event 3");
        refused(
                whole.replace("WorkflowExecutionStarted", "TimerFired"),
                "does not begin with WorkflowExecutionStarted");
    }

    @Test
    void thePagesOfOneHistoryMayStandInAnArray() throws IOException {
        String whole = Files.readString(directory.resolve("order-1.json"));
        int cut = whole.indexOf("{\"eventId\":5,");
        String first = whole.substring(0, cut - 1) + "],\"nextPageToken\":\"next\"}";
        String second = whole.substring(0, whole.indexOf("[") + 1) + whole.substring(cut);

        RecordedHistory history =
                HistoryFiles.parse("pages", ("[" + first + "," + second + "]").getBytes(StandardCharsets.UTF_8));

        assertThat(history.events())
                .isEqualTo(HistoryFiles.read(directory.resolve("order-1.json")).events());
        assertThat(history.key().workflowId()).isEqualTo("order-1");
    }

    private static void refused(String json, String message) {
        assertThatThrownBy(() -> HistoryFiles.parse("file.json", json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** Lets every workflow wait before it begins. */
    private static final WorkerInterceptor SLOW = new WorkerInterceptor() {
        @Override
        public WorkflowInboundCalls interceptWorkflow(WorkflowInboundCalls next) {
            return new WorkflowInboundCallsBase(next) {
                @Override
                public WorkflowOutput execute(WorkflowInput input) throws Exception {
                    Workflow.sleep(Duration.ofMinutes(1));
                    return super.execute(input);
                }
            };
        }
    };

    @WorkflowInterface
    public interface Short {
        @WorkflowMethod
        String run();
    }

    public static final class ShortRun implements Short {
        @Override
        public String run() {
            return "done";
        }
    }

    @Test
    void interceptorsOfTheWorkerAreThereWhenItIsReplayed() {
        WorkerFactoryOptions factory = WorkerFactoryOptions.DEFAULT.withInterceptors(SLOW);
        try (TestWorkflowEnvironment environment =
                TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.DEFAULT.withWorkerFactory(factory))) {
            environment.newWorker("short").registerWorkflowImplementationTypes(ShortRun.class);
            environment.start();
            environment
                    .getWorkflowClient()
                    .newWorkflowStub(
                            Short.class, WorkflowOptions.onTaskQueue("short").withWorkflowId("short"))
                    .run();
            environment.saveHistory("short", directory.resolve("short.json"));
        }
        WorkflowRegistry workflows = new WorkflowRegistry().register(ShortRun.class);

        try (HistoryReplayer replayer =
                        new HistoryReplayer(workflows, ClientOptions.of("nowhere"), factory, WorkerOptions.DEFAULT);
                HistoryReplayer bare = HistoryReplayer.of(ShortRun.class)) {
            replayer.replay(directory.resolve("short.json")).assertAllReplay();
            assertThat(bare.replay(directory.resolve("short.json"))
                            .results()
                            .getFirst()
                            .explanation())
                    .isNotEmpty();
        }
    }

    @Test
    void aFileWithoutPagesIsRefused() {
        assertThatThrownBy(() -> HistoryFiles.parse("empty.json", "[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least one page of history in empty.json, but there is none");
    }
}
