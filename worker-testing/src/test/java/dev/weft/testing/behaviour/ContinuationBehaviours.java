package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.client.WorkflowAlreadyStartedException;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowFailedException;
import dev.weft.sdk.client.WorkflowStub;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How runs begin, end and go on: starts, continue-as-new, retries, time-outs. */
final class ContinuationBehaviours {
    private ContinuationBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "a workflow continues as new",
                        stage -> assertThat(stage.stub(Countdown.class).run(4, ""))
                                .isEqualTo("4321"),
                        CountdownRun.class),
                Scenario.of(
                        "signals are carried on to the next run", ContinuationBehaviours::carries, CollectorRun.class),
                Scenario.of(
                        "the stub that has started a run speaks to those that continue it",
                        ContinuationBehaviours::speaksOn),
                Scenario.of(
                        "a failed run is followed by another by its retry policy",
                        stage -> {
                            Flaky flaky = stage.client()
                                    .newWorkflowStub(
                                            Flaky.class,
                                            stage.options()
                                                    .withRetry(RetryOptions.DEFAULT.withInitialInterval(
                                                            Duration.ofMillis(50))));
                            assertThat(flaky.run(3)).isEqualTo("run 3, after run 2 failed");
                        },
                        FlakyRun.class),
                Scenario.of("a failure without retry policy fails the workflow", stage -> {
                    WorkflowFailedException failed =
                            catchThrowableOfType(WorkflowFailedException.class, () -> stage.stub(Flaky.class)
                                    .run(2));
                    assertThat(failed.status()).isEqualTo(WorkflowStatus.FAILED);
                    assertThat(failed).hasRootCauseMessage("run 1 failed");
                }),
                Scenario.of("a delayed start waits before its first task", stage -> {
                    Countdown later = stage.client()
                            .newWorkflowStub(Countdown.class, stage.options().withStartDelay(Duration.ofMillis(300)));
                    assertThat(later.run(1, "")).isEqualTo("1");
                    var events = stage.untyped().fetchHistory();
                    assertThat(Duration.between(
                                    events.get(0).eventTime(), events.get(1).eventTime()))
                            .isGreaterThanOrEqualTo(Duration.ofMillis(300));
                }),
                Scenario.of("a run that takes too long times out", stage -> {
                    Collector collector = stage.client()
                            .newWorkflowStub(Collector.class, stage.options().withRunTimeout(Duration.ofMillis(500)));
                    WorkflowFailedException failed =
                            catchThrowableOfType(WorkflowFailedException.class, () -> collector.run(1, List.of()));
                    assertThat(failed.status()).isEqualTo(WorkflowStatus.TIMED_OUT);
                }),
                Scenario.of("a terminated workflow ends at once", stage -> {
                    Collector collector = stage.stub(Collector.class);
                    WorkflowClient.start(() -> collector.run(1, List.of()));
                    stage.untyped().terminate("enough");
                    WorkflowFailedException failed = catchThrowableOfType(
                            WorkflowFailedException.class, () -> stage.untyped().getResult(List.class));
                    assertThat(failed.status()).isEqualTo(WorkflowStatus.TERMINATED);
                }),
                Scenario.of("an id is used again only if that is allowed", ContinuationBehaviours::reuse));
    }

    private static void carries(Stage stage) {
        Collector collector = stage.stub(Collector.class);
        WorkflowClient.start(() -> collector.run(3, List.of()));
        List<String> sent = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            sent.add("n" + number);
            stage.untyped().signal("add", "n" + number);
        }
        assertThat(stage.untyped().<List<String>>getResult(List.class)).isEqualTo(sent);
    }

    private static void speaksOn(Stage stage) {
        Collector collector = stage.stub(Collector.class);
        String firstRun =
                WorkflowClient.start(() -> collector.run(2, List.of())).runId();
        collector.add("a");
        collector.add("b");
        collector.add("c");
        stage.awaitTrue(
                "the first run was continued",
                () -> !stage.untyped().describe().run().runId().equals(firstRun));

        collector.add("d");
        collector.add("e");
        collector.add("f");

        WorkflowStub started = WorkflowClient.untyped(collector);
        assertThat(started.<List<String>>getResult(List.class)).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(started.run().runId()).isEqualTo(firstRun);
    }

    private static void reuse(Stage stage) {
        assertThat(stage.stub(Countdown.class).run(1, "")).isEqualTo("1");
        Countdown refused = stage.client()
                .newWorkflowStub(
                        Countdown.class,
                        stage.options().withWorkflowIdReusePolicy(WorkflowIdReusePolicy.REJECT_DUPLICATE));
        assertThat(catchThrowableOfType(WorkflowAlreadyStartedException.class, () -> refused.run(1, "")))
                .isNotNull();
        assertThat(stage.stub(Countdown.class).run(1, "again ")).isEqualTo("again 1");
    }

    @WorkflowInterface
    public interface Countdown {
        @WorkflowMethod(name = "ContinueCountdown")
        String run(int left, String soFar);
    }

    public static final class CountdownRun implements Countdown {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run(int left, String soFar) {
            String now = soFar + deeds.echo(Integer.toString(left));
            if (left > 1) {
                Workflow.continueAsNew(left - 1, now);
            }
            return now;
        }
    }

    @WorkflowInterface
    public interface Collector {
        @WorkflowMethod(name = "ContinueCollector")
        List<String> run(int rounds, List<String> soFar);

        @SignalMethod
        void add(String item);
    }

    /** Continues as new after every third item. */
    public static final class CollectorRun implements Collector {
        private final List<String> items = new ArrayList<>();

        @Override
        public List<String> run(int rounds, List<String> soFar) {
            Workflow.await(() -> items.size() >= 3 || soFar.size() + items.size() >= rounds * 3);
            List<String> all = new ArrayList<>(soFar);
            all.addAll(items);
            if (all.size() < rounds * 3) {
                Workflow.continueAsNew(rounds, all);
            }
            return all;
        }

        @Override
        public void add(String item) {
            items.add(item);
        }
    }

    @WorkflowInterface
    public interface Flaky {
        @WorkflowMethod(name = "ContinueFlaky")
        String run(int succeedsIn);
    }

    public static final class FlakyRun implements Flaky {
        @Override
        public String run(int succeedsIn) {
            int attempt = Workflow.getInfo().attempt();
            if (attempt < succeedsIn) {
                throw ApplicationFailure.of("run " + attempt + " failed", "Flaky");
            }
            return "run " + attempt + ", after "
                    + Workflow.getLastFailure().map(Throwable::getMessage).orElse("nothing");
        }
    }
}
