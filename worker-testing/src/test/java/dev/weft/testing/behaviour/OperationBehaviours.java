package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.client.ActivityReference;
import dev.weft.sdk.client.HistoryEntry;
import dev.weft.sdk.client.ResetOptions;
import dev.weft.sdk.client.UpdateStage;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowNotFoundException;
import dev.weft.sdk.client.WorkflowStub;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What operators do with runs: pause, reset, looking back, deletion, completing activities by their ids. */
final class OperationBehaviours {
    private OperationBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "a paused workflow goes on when it is resumed", OperationBehaviours::pause, LedgerRun.class),
                Scenario.of("a reset to the first task does everything again", OperationBehaviours::resetToBegin),
                Scenario.of(
                        "a reset to a checkpoint keeps what was before it",
                        OperationBehaviours::resetToCheckpoint,
                        MarkedRun.class),
                Scenario.of("a run is asked as it was", OperationBehaviours::past),
                Scenario.of("an update with start begins a run and is answered", OperationBehaviours::updateWithStart),
                Scenario.of("a deleted workflow is unknown", OperationBehaviours::delete),
                Scenario.of("an activity is completed by its id", OperationBehaviours::byId, AskingRun.class));
    }

    private static Ledger started(Stage stage) {
        Ledger ledger = stage.stub(Ledger.class);
        WorkflowClient.start(() -> ledger.run());
        return ledger;
    }

    private static void pause(Stage stage) {
        Ledger ledger = started(stage);
        WorkflowStub stub = stage.untyped();
        stub.pause("lunch");
        assertThat(stub.describe().status()).isEqualTo(WorkflowStatus.PAUSED);
        ledger.add(5);
        ledger.close();
        stage.pause(Duration.ofMillis(300));
        assertThat(stub.describe().status()).isEqualTo(WorkflowStatus.PAUSED);
        stub.resume("back");
        assertThat(stub.<Integer>getResult(Integer.class)).isEqualTo(5);
    }

    private static void resetToBegin(Stage stage) {
        Ledger ledger = started(stage);
        ledger.add(3);
        ledger.close();
        WorkflowStub stub = stage.untyped();
        assertThat(stub.<Integer>getResult(Integer.class)).isEqualTo(3);
        String firstRun = stub.describe().run().runId();

        stub.reset(ResetOptions.toFirstWorkflowTask().withReason("once more"));

        assertThat(stub.run().runId()).isNotEqualTo(firstRun);
        assertThat(stub.<Integer>getResult(Integer.class)).isEqualTo(3);
    }

    private static void resetToCheckpoint(Stage stage) {
        Marked marked = stage.stub(Marked.class);
        WorkflowClient.start(() -> marked.run());
        WorkflowStub stub = stage.untyped();
        List<String> first = new ArrayList<>();
        stage.awaitTrue("both values are there", () -> {
            first.clear();
            first.addAll(marked.values());
            return first.size() == 2;
        });

        stub.reset(ResetOptions.toCheckpoint("half"));
        stub.signal("finish");

        List<String> second = stub.getResult(List.class);
        assertThat(second).hasSize(2);
        assertThat(second.getFirst()).isEqualTo(first.getFirst());
        assertThat(second.getLast()).isNotEqualTo(first.getLast());
    }

    private static void past(Stage stage) {
        Ledger ledger = started(stage);
        ledger.add(1);
        WorkflowStub stub = stage.untyped();
        stage.awaitTrue("the first number is booked", () -> tasksCompleted(stub) >= 1);
        ledger.add(2);
        ledger.close();
        assertThat(stub.<Integer>getResult(Integer.class)).isEqualTo(3);
        long started = idOf(stub, "WorkflowExecutionSignaled") - 1;
        assertThat(stub.describe(started).status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(stub.describe(started).historyLength()).isEqualTo(started);
        long completed = stub.fetchHistory().size();
        stage.awaitTrue(
                "the past is told", () -> Integer.valueOf(3).equals(stub.queryAt(completed, "total", Integer.class)));
    }

    private static long tasksCompleted(WorkflowStub stub) {
        return stub.fetchHistory().stream()
                .filter(event -> event.eventType().equals("WorkflowTaskCompleted"))
                .count();
    }

    private static long idOf(WorkflowStub stub, String eventType) {
        return stub.fetchHistory().stream()
                .filter(event -> event.eventType().equals(eventType))
                .mapToLong(HistoryEntry::eventId)
                .findFirst()
                .orElseThrow();
    }

    private static void updateWithStart(Stage stage) {
        Ledger ledger = stage.stub(Ledger.class);
        assertThat(WorkflowClient.updateWithStart(
                                WorkflowIdConflictPolicy.USE_EXISTING,
                                UpdateStage.COMPLETED,
                                ledger::run,
                                () -> ledger.book(7))
                        .getResult())
                .isEqualTo(7);
        Ledger again = stage.stub(Ledger.class);
        assertThat(WorkflowClient.updateWithStart(
                                WorkflowIdConflictPolicy.USE_EXISTING,
                                UpdateStage.COMPLETED,
                                again::run,
                                () -> again.book(1))
                        .getResult())
                .isEqualTo(8);
        again.close();
        assertThat(stage.untyped().<Integer>getResult(Integer.class)).isEqualTo(8);
    }

    private static void delete(Stage stage) {
        started(stage);
        try {
            stage.untyped().delete();
        } catch (WorkflowNotFoundException repeated) {
            // The client repeats a call that was not answered in time, and the first one has deleted the workflow.
        }
        stage.awaitTrue(
                "the workflow is forgotten",
                () -> catchThrowableOfType(WorkflowNotFoundException.class, () -> stage.untyped()
                                .describe())
                        != null);
    }

    private static void byId(Stage stage) {
        Asking asking = stage.stub(Asking.class);
        WorkflowClient.start(() -> asking.run());
        stage.awaitTrue("the activity is scheduled", () -> stage.untyped().fetchHistory().stream()
                .anyMatch(event -> event.eventType().equals("ActivityTaskScheduled")));
        stage.client().newActivityCompletionClient().complete(ActivityReference.of(stage.id(), "1"), "by somebody");
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo("answered by somebody");
    }

    @WorkflowInterface
    public interface Ledger {
        @WorkflowMethod(name = "OperationLedger")
        int run();

        @SignalMethod
        void add(int amount);

        @UpdateMethod
        int book(int amount);

        @SignalMethod
        void close();

        @QueryMethod
        int total();
    }

    public static final class LedgerRun implements Ledger {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);
        private int total;
        private boolean closed;

        @Override
        public int run() {
            Workflow.await(() -> closed && Workflow.isEveryHandlerFinished());
            return total;
        }

        @Override
        public void add(int amount) {
            total += amount;
        }

        @Override
        public int book(int amount) {
            deeds.echo("booking");
            total += amount;
            return total;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public int total() {
            return total;
        }
    }

    @WorkflowInterface
    public interface Marked {
        @WorkflowMethod(name = "OperationMarked")
        List<String> run();

        @SignalMethod
        void finish();

        @QueryMethod
        List<String> values();
    }

    public static final class MarkedRun implements Marked {
        private final List<String> values = new ArrayList<>();
        private boolean finished;

        @Override
        public List<String> run() {
            values.add(value());
            Workflow.checkpoint("half");
            values.add(value());
            Workflow.await(() -> finished);
            return values;
        }

        private static String value() {
            return Workflow.sideEffect(String.class, () -> UUID.randomUUID().toString());
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public List<String> values() {
            return values;
        }
    }

    @WorkflowInterface
    public interface Asking {
        @WorkflowMethod(name = "OperationAsking")
        String run();
    }

    public static final class AskingRun implements Asking {
        @Override
        public String run() {
            Deeds patient = Workflow.newActivityStub(Deeds.class, Deeds.SOON.withStartToClose(Duration.ofMinutes(10)));
            return "answered " + patient.neverAnswers();
        }
    }
}
