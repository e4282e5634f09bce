package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.Payload;
import dev.weft.core.model.TimeoutType;
import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityInfo;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.ActivityReference;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowFailedException;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.TimeoutFailure;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivitiesUnderVirtualTimeTest {
    private static final String QUEUE = "work";
    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
    private final Instant begin = environment.now();
    private final List<Duration> attempts = new CopyOnWriteArrayList<>();

    @ActivityInterface
    public interface Work {
        String work(String input);
    }

    @WorkflowInterface
    public interface Employer {
        @WorkflowMethod
        String employ(Duration startToClose, Duration heartbeat);
    }

    public static final class Employing implements Employer {
        @Override
        public String employ(Duration startToClose, Duration heartbeat) {
            ActivityOptions options = ActivityOptions.startToClose(startToClose)
                    .withHeartbeat(heartbeat)
                    .withRetry(RetryOptions.DEFAULT.withMaximumAttempts(3));
            return Workflow.newActivityStub(Work.class, options).work("hard");
        }
    }

    private Employer employerOf(Work work) {
        environment
                .newWorker(QUEUE)
                .registerWorkflowImplementationTypes(Employing.class)
                .registerActivitiesImplementations((Work) input -> {
                    attempts.add(Duration.between(begin, environment.now()));
                    return work.work(input);
                });
        environment.start();
        return environment.getWorkflowClient().newWorkflowStub(Employer.class, WorkflowOptions.onTaskQueue(QUEUE));
    }

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void aMockedActivityThatFailsTwiceIsRetriedWithBackoffAndSucceeds() {
        Employer employer = employerOf(input -> {
            if (attempts.size() < 3) {
                throw new IllegalStateException("not yet");
            }
            return input + " work done";
        });

        assertThat(employer.employ(Duration.ofSeconds(10), Duration.ZERO)).isEqualTo("hard work done");
        assertThat(attempts).hasSize(3);
        assertThat(attempts.get(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(attempts.get(2)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anActivityThatIsCompletedBySomebodyElseTimesOutWithoutHeartbeats() {
        Employer employer = employerOf(input -> {
            Activity.getExecutionContext().doNotCompleteOnReturn();
            return "";
        });

        assertThatThrownBy(() -> employer.employ(Duration.ofHours(1), Duration.ofMinutes(1)))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .isInstanceOf(ActivityFailure.class)
                .cause()
                .isInstanceOfSatisfying(TimeoutFailure.class, timeout -> assertThat(timeout.timeoutType())
                        .isEqualTo(TimeoutType.HEARTBEAT));
        assertThat(attempts).hasSize(3);
        assertThat(Duration.between(begin, environment.now())).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(30));
    }

    @Test
    void anActivityThatIsCompletedBySomebodyElseTimesOutFromItsStart() {
        Employer employer = employerOf(input -> {
            Activity.getExecutionContext().doNotCompleteOnReturn();
            return "";
        });

        assertThatThrownBy(() -> employer.employ(Duration.ofHours(1), Duration.ZERO))
                .isInstanceOf(WorkflowFailedException.class)
                .hasRootCauseInstanceOf(TimeoutFailure.class);
        assertThat(attempts).hasSize(3);
        assertThat(attempts.get(1)).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void anActivityIsCompletedByItsTokenFromACallback() {
        var completion = environment.getWorkflowClient().newActivityCompletionClient();
        Employer employer = employerOf(input -> {
            String token = Activity.getExecutionContext().getTaskToken();
            Activity.getExecutionContext().doNotCompleteOnReturn();
            environment.registerDelayedCallback(
                    Duration.ofMinutes(30), () -> completion.complete(token, "by somebody else"));
            return "ignored";
        });

        assertThat(employer.employ(Duration.ofHours(1), Duration.ZERO)).isEqualTo("by somebody else");
        assertThat(environment.now()).isAfterOrEqualTo(begin.plus(Duration.ofMinutes(30)));
    }

    @Test
    void anActivityIsKeptAliveAndCompletedByItsIds() {
        var completion = environment.getWorkflowClient().newActivityCompletionClient();
        Employer employer = employerOf(input -> {
            ActivityInfo info = Activity.getExecutionContext().getInfo();
            ActivityReference activity = ActivityReference.of(info.workflowId(), info.activityId());
            Activity.getExecutionContext().doNotCompleteOnReturn();
            environment.registerDelayedCallback(
                    Duration.ofMinutes(1), () -> completion.heartbeat(activity, "half of it"));
            environment.registerDelayedCallback(Duration.ofMinutes(2), () -> {
                var pending = WorkflowClient.untyped(
                                environment.getWorkflowClient().newWorkflowStub(Employer.class, info.workflowId()))
                        .describe()
                        .pendingActivities();
                assertThat(pending.getFirst().heartbeatDetails()).containsExactly(Payload.json("\"half of it\""));
                completion.complete(activity, "by its ids");
            });
            return "ignored";
        });

        assertThat(employer.employ(Duration.ofHours(1), Duration.ofSeconds(90))).isEqualTo("by its ids");
        assertThat(attempts).hasSize(1);
    }

    @Test
    void timeDoesNotSkipWhileAnActivityRuns() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        Employer employer = employerOf(input -> {
            running.countDown();
            awaitQuietly(seen);
            return "calm";
        });
        environment.registerDelayedCallback(Duration.ofHours(5), () -> {
            throw new AssertionError("Expected the time to wait for the activity, but it skipped");
        });

        Thread release = Thread.ofVirtual().start(() -> {
            awaitQuietly(running);
            seen.countDown();
        });

        assertThat(employer.employ(Duration.ofHours(1), Duration.ZERO)).isEqualTo("calm");
        release.join();
        assertThat(environment.now()).isBefore(begin.plus(Duration.ofHours(1)));
    }

    @Test
    void aHangingActivityTimesOutAtThePaceOfTheWall() {
        CountDownLatch never = new CountDownLatch(1);
        Employer employer = employerOf(input -> {
            if (attempts.size() == 1) {
                awaitQuietly(never);
            }
            return "second attempt";
        });

        assertThat(employer.employ(Duration.ofMillis(300), Duration.ZERO)).isEqualTo("second attempt");
        assertThat(attempts).hasSize(2);
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
