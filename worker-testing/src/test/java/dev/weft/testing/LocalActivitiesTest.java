package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.HistoryEntry;
import dev.weft.sdk.client.ResetOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowStub;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Local activities and checkpoints on the engine of production. */
class LocalActivitiesTest {
    private static final String QUEUE = "local";

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
    private final Steps steps = new Steps();

    @ActivityInterface
    public interface Step {
        String step(String name);
    }

    @WorkflowInterface
    public interface Path {
        @WorkflowMethod
        String walk(String kind);
    }

    private static final class Steps implements Step {
        final List<String> walked = new CopyOnWriteArrayList<>();
        final CountDownLatch heartbeat = new CountDownLatch(1);
        int failures;

        @Override
        public String step(String name) {
            walked.add(name);
            if (name.equals("slow")) {
                try {
                    heartbeat.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (failures > 0) {
                failures--;
                throw ApplicationFailure.of("not yet", "NotYet");
            }
            return name;
        }
    }

    public static final class Walking implements Path {
        private final Step local = Workflow.newLocalActivityStub(
                Step.class,
                LocalActivityOptions.startToClose(Duration.ofMinutes(1))
                        .withRetry(RetryOptions.DEFAULT.withInitialInterval(Duration.ofHours(1))));

        @Override
        public String walk(String kind) {
            return switch (kind) {
                case "marked" -> {
                    String first = local.step("before");
                    Workflow.checkpoint("mark");
                    yield first + " " + local.step("after");
                }
                case "slow" -> local.step("quick") + " " + local.step("slow");
                default -> local.step("first") + " " + local.step("second");
            };
        }
    }

    @BeforeEach
    void start() {
        environment
                .newWorker(QUEUE)
                .registerWorkflowImplementationTypes(Walking.class)
                .registerActivitiesImplementations(steps);
        environment.start();
    }

    @AfterEach
    void close() {
        environment.close();
    }

    private Path path(String id) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        Path.class,
                        WorkflowOptions.onTaskQueue(QUEUE).withWorkflowId(id).withTaskTimeout(Duration.ofSeconds(1)));
    }

    private List<String> types(String id) {
        return environment.getWorkflowClient().newUntypedWorkflowStub(id).fetchHistory().stream()
                .map(HistoryEntry::eventType)
                .toList();
    }

    @Test
    void manyStepsTakeOneWorkflowTask() {
        assertThat(path("one").walk("plain")).isEqualTo("first second");

        assertThat(types("one"))
                .containsExactly(
                        "WorkflowExecutionStarted",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted",
                        "WorkflowTaskCompleted",
                        "MarkerRecorded",
                        "MarkerRecorded",
                        "WorkflowExecutionCompleted");
    }

    @Test
    void aLongBackoffIsADurableTimer() {
        steps.failures = 2;

        assertThat(path("retried").walk("plain")).isEqualTo("first second");

        assertThat(steps.walked).containsExactly("first", "first", "first", "second");
        assertThat(types("retried").stream().filter("TimerFired"::equals)).hasSize(2);
    }

    @Test
    void aSlowStepOutlivesItsWorkflowTask() {
        WorkflowClient.start(() -> path("slow").walk("slow"));
        WorkflowStub slow = environment.getWorkflowClient().newUntypedWorkflowStub("slow");
        await().until(() ->
                types("slow").stream().filter("WorkflowTaskCompleted"::equals).count() >= 2);
        steps.heartbeat.countDown();

        assertThat(slow.getResult(String.class)).isEqualTo("quick slow");
        assertThat(steps.walked).containsExactly("quick", "slow");
        assertThat(types("slow")).doesNotContain("WorkflowTaskTimedOut");
    }

    @Test
    void aResetToACheckpointKeepsWhatCameBeforeAndDoesTheRestAgain() {
        assertThat(path("marked").walk("marked")).isEqualTo("before after");
        WorkflowStub marked = environment.getWorkflowClient().newUntypedWorkflowStub("marked");

        marked.reset(ResetOptions.toCheckpoint("mark"));

        assertThat(environment
                        .getWorkflowClient()
                        .newUntypedWorkflowStub("marked")
                        .getResult(String.class))
                .isEqualTo("before after");
        assertThat(steps.walked).containsExactly("before", "after", "after");
    }
}
