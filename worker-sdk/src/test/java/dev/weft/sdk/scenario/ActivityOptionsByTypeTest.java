package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Row 68: default options of activities, by type. */
class ActivityOptionsByTypeTest {
    private static final ActivityOptions ANY = ActivityOptions.startToClose(Duration.ofSeconds(10))
            .withTaskQueue("any")
            .withRetry(RetryOptions.NONE);
    private static final WorkflowImplementationOptions OPTIONS = WorkflowImplementationOptions.DEFAULT
            .withDefaultActivityOptions(ANY)
            .withActivityOptions(
                    "Slow", ActivityOptions.startToClose(Duration.ofHours(1)).withHeartbeat(Duration.ofMinutes(1)));

    private static ActivityTaskScheduled scheduled(Lambdas.Body body) {
        try (ScriptedServer server =
                new ScriptedServer(Lambdas.registry(body, OPTIONS), Cache.STICKY).start("Scripted", "in")) {
            return server.task().last(ActivityTaskScheduled.class);
        }
    }

    @Test
    void aStubWithoutOptionsTakesTheDefault() {
        ActivityTaskScheduled activity = scheduled(code -> {
            Workflow.newActivityStub(Lambdas.Steps.class).step("x");
            return null;
        });

        assertThat(activity.settings()).isEqualTo(ANY.toSettings());
        assertThat(activity.taskQueue()).isEqualTo("any");
    }

    @Test
    void optionsOfTheTypeWinOverTheDefaultFieldByField() {
        ActivityTaskScheduled activity = scheduled(code -> {
            Workflow.newUntypedActivityStub().execute("Slow", String.class);
            return null;
        });

        assertThat(activity.settings().startToClose()).isEqualTo(Duration.ofHours(1));
        assertThat(activity.settings().heartbeat()).isEqualTo(Duration.ofMinutes(1));
        assertThat(activity.settings().retryPolicy().maximumAttempts()).isEqualTo(1);
        assertThat(activity.taskQueue()).isEqualTo("any");
    }

    @Test
    void optionsOfTheStubWinOverThoseOfTheTypeFieldByField() {
        ActivityTaskScheduled activity = scheduled(code -> {
            Workflow.newUntypedActivityStub(ActivityOptions.startToClose(Duration.ofMinutes(5))
                            .withRetry(RetryOptions.DEFAULT.withMaximumAttempts(7)))
                    .execute("Slow", String.class);
            return null;
        });

        assertThat(activity.settings().startToClose()).isEqualTo(Duration.ofMinutes(5));
        assertThat(activity.settings().heartbeat()).isEqualTo(Duration.ofMinutes(1));
        assertThat(activity.settings().retryPolicy().maximumAttempts()).isEqualTo(7);
        assertThat(activity.taskQueue()).isEqualTo("any");
    }

    @Test
    void aHeartbeatTimeoutOfTheTypeIsCutToTheBoundThatTheStubSets() {
        ActivityTaskScheduled activity = scheduled(code -> {
            Workflow.newUntypedActivityStub(ActivityOptions.startToClose(Duration.ofSeconds(5)))
                    .execute("Slow", String.class);
            return null;
        });

        assertThat(activity.settings().heartbeat()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void withoutDefaultsTheOptionsOfAStubStandAsTheyAre() {
        ActivityOptions mine = ActivityOptions.scheduleToClose(Duration.ofMinutes(1))
                .withCancellationType(ActivityCancellationType.ABANDON);
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.newUntypedActivityStub(mine).execute("Slow", String.class);
            return null;
        })) {
            assertThat(server.task().last(ActivityTaskScheduled.class).settings())
                    .isEqualTo(mine.toSettings());
        }
    }

    @Test
    void localActivitiesHaveDefaultsOfTheirOwn() {
        LocalActivityOptions any =
                LocalActivityOptions.startToClose(Duration.ofSeconds(2)).withRetry(RetryOptions.NONE);
        LocalActivityOptions mine = LocalActivityOptions.scheduleToClose(Duration.ofSeconds(9));

        LocalActivityOptions merged = mine.over(any);

        assertThat(merged.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(merged.scheduleToCloseTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(merged.retryOptions()).isEqualTo(RetryOptions.NONE);
    }

    @Test
    void anActivityWithoutAnyOptionsFailsTheTaskWithASentence() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.newActivityStub(Lambdas.Steps.class).step("x");
            return null;
        })) {
            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected options for activity Step, given to the stub or in"
                            + " WorkflowImplementationOptions, but there are none");
        }
    }
}
