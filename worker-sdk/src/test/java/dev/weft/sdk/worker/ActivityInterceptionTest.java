package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.MdcPropagator;
import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.activity.DynamicActivity;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.interceptor.ActivityInboundCalls;
import dev.weft.sdk.interceptor.ActivityInboundCallsBase;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Rows 30, 93 and 95 on the side of activities. */
class ActivityInterceptionTest {
    @ActivityInterface
    interface Work {
        String greet(String name);
    }

    private static final class TestWork implements Work {
        @Override
        public String greet(String name) {
            return "Hello " + name + " of " + MDC.get("tenant");
        }
    }

    private static final class AnyWork implements DynamicActivity {
        @Override
        public Object execute(EncodedValues args) {
            if (args.size() == 0) {
                throw new IllegalStateException("no arguments");
            }
            return Activity.getExecutionContext().getInfo().activityType() + " of " + args.get(0, String.class);
        }
    }

    /** Notes what reaches activities, and changes it. */
    private record Noting(String name, List<String> notes) implements WorkerInterceptor {
        @Override
        public ActivityInboundCalls interceptActivity(ActivityInboundCalls next) {
            return new ActivityInboundCallsBase(next) {
                @Override
                public ActivityOutput execute(ActivityInput input) throws Exception {
                    notes.add(name + " "
                            + Activity.getExecutionContext().getInfo().activityId() + input.header());
                    String changed = input.arguments().getFirst() + "+" + name;
                    ActivityOutput output = super.execute(new ActivityInput(List.of(changed), input.header()));
                    return new ActivityOutput(output.result() + " by " + name);
                }
            };
        }
    }

    private final FakeMatching matching = FakeMatching.start();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private WorkerFactory factory =
            WorkerFactory.newInstance(ClientOptions.of(matching.url()), WorkerFactoryOptions.DEFAULT);

    private void start(ClientOptions client, WorkerFactoryOptions options, WorkerOptions worker, Object... targets) {
        factory = WorkerFactory.newInstance(client, options);
        factory.newWorker("queue", worker.withPollWait(Duration.ofMillis(500)))
                .registerActivitiesImplementations(targets);
        factory.start();
    }

    @AfterEach
    void stop() {
        factory.close();
        matching.close();
    }

    @Test
    void interceptorsOfAFactoryStandAroundThoseOfAWorker() {
        start(
                ClientOptions.of(matching.url()),
                WorkerFactoryOptions.DEFAULT.withInterceptors(new Noting("factory", notes)),
                WorkerOptions.DEFAULT.withInterceptors(new Noting("worker", notes)),
                new TestWork());

        matching.offer(task("Greet", Map.of("h", Payload.json("1")), Payload.json("\"Ada\"")));

        assertThat(completed().result())
                .isEqualTo(Payload.json("\"Hello Ada+factory+worker of null by worker by factory\""));
        assertThat(notes).containsExactly("factory a5{h=1}", "worker a5{h=1}");
    }

    @Test
    void anActivityHasTheContextThatCameWithItsTask() {
        start(
                ClientOptions.of(matching.url()).withContextPropagators(new MdcPropagator()),
                WorkerFactoryOptions.DEFAULT,
                WorkerOptions.DEFAULT,
                new TestWork());

        matching.offer(task("Greet", Map.of("mdc", Payload.json("{\"tenant\":\"acme\"}")), Payload.json("\"Ada\"")));

        assertThat(completed().result()).isEqualTo(Payload.json("\"Hello Ada of acme\""));
    }

    @Test
    void aDynamicActivityRunsTypesWithoutAnImplementation() {
        start(
                ClientOptions.of(matching.url()),
                WorkerFactoryOptions.DEFAULT,
                WorkerOptions.DEFAULT,
                new TestWork(),
                new AnyWork());

        matching.offer(task("Import", Map.of(), Payload.json("\"file\"")));

        assertThat(completed().result()).isEqualTo(Payload.json("\"Import of file\""));
    }

    @Test
    void explicitTypesWinOverTheDynamicActivity() {
        start(
                ClientOptions.of(matching.url()),
                WorkerFactoryOptions.DEFAULT,
                WorkerOptions.DEFAULT,
                new AnyWork(),
                new TestWork());

        matching.offer(task("Greet", Map.of(), Payload.json("\"Ada\"")));

        assertThat(completed().result()).isEqualTo(Payload.json("\"Hello Ada of null\""));
    }

    @Test
    void whatADynamicActivityThrowsFailsTheAttempt() {
        start(ClientOptions.of(matching.url()), WorkerFactoryOptions.DEFAULT, WorkerOptions.DEFAULT, new AnyWork());

        matching.offer(task("Import", Map.of()));

        FailActivityTask failed = (FailActivityTask) report();
        assertThat(failed.failure().message()).isEqualTo("no arguments");
    }

    @Test
    void aWorkerHasAtMostOneDynamicActivity() {
        ActivityRegistry registry = new ActivityRegistry();
        registry.register(new AnyWork());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register(new AnyWork()))
                .withMessage("Expected one dynamic activity in a worker, but both " + AnyWork.class.getName() + " and "
                        + AnyWork.class.getName() + " are registered");
    }

    private CompleteActivityTask completed() {
        return (CompleteActivityTask) report();
    }

    private Object report() {
        Awaitility.await().until(() -> !matching.reports().isEmpty());
        return ((LogReport) matching.reports().getFirst()).request();
    }

    private static ActivityTask task(String activityType, Map<String, Payload> header, Payload... input) {
        return new ActivityTask(
                new QueueName("default", "queue", ""),
                new ExecutionKey("default", "wf"),
                "run-1",
                "Flow",
                "a5",
                activityType,
                5,
                1,
                List.of(input),
                header,
                new ActivitySettings(
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10),
                        RetryPolicy.ACTIVITY_DEFAULT),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                Failure.NONE,
                false);
    }
}
