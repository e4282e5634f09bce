package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.ExternalEvent.SignalExternalWorkflowExecutionInitiated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.sdk.MdcPropagator;
import dev.weft.sdk.interceptor.Propagation;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** Row 95: contexts travel with calls; the logging context (MDC) as the example. */
class ContextPropagationTest {
    private static final RunnerOptions PROPAGATING =
            RunnerOptions.DEFAULT.withPropagation(Propagation.of(List.of(new MdcPropagator())));

    private static Map<String, Payload> tenant(String name) {
        return Map.of("mdc", Payload.json("{\"tenant\":\"" + name + "\"}"));
    }

    private static RunSettings startedBy(String type, String tenant) {
        return RunSettings.of(type, "orders", List.of(Payload.json("null"))).withHeader(tenant(tenant));
    }

    @WorkflowInterface
    public interface Listener {
        @WorkflowMethod
        List<String> run(Object input);

        @SignalMethod
        void hear();

        @UpdateMethod
        String say();

        @UpdateValidatorMethod(updateName = "say")
        void checkSay();

        @QueryMethod
        String who();
    }

    public static final class ListenerRun implements Listener {
        private final List<String> tenants = new ArrayList<>();

        private void note(String what) {
            tenants.add(what + " " + MDC.get("tenant"));
        }

        @Override
        public List<String> run(Object input) {
            note("begin");
            Promise<Void> timer = Workflow.newTimer(Duration.ofSeconds(1));
            timer.thenApply(_done -> {
                note("callback");
                return null;
            });
            Async.procedure(() -> {
                note("async");
                Workflow.sleep(Duration.ofMinutes(1));
                note("async later");
            });
            timer.get();
            note("end");
            return tenants;
        }

        @Override
        public void hear() {
            note("signal");
        }

        @Override
        public String say() {
            return "update " + MDC.get("tenant");
        }

        @Override
        public void checkSay() {
            if (!"bob".equals(MDC.get("tenant"))) {
                throw new IllegalArgumentException("Expected bob, but got " + MDC.get("tenant"));
            }
        }

        @Override
        public String who() {
            return "query " + MDC.get("tenant");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void everyCoroutineHasTheContextOfItsMessageOrOfItsMaker(Cache cache) {
        WorkflowRegistry registry = new WorkflowRegistry().register(ListenerRun.class);
        try (ScriptedServer server = new ScriptedServer(registry, cache, PROPAGATING)) {
            server.start(startedBy("Listener", "acme"))
                    .signal("hear")
                    .signalWithHeader(tenant("bob"), "hear")
                    .signal("hear")
                    .task();
            server.updateWithHeader(tenant("bob"), "u1", "say")
                    .update("u2", "say")
                    .task();
            assertThat(server.answer("who", String.class)).isEqualTo("query acme");
            server.fireTimerOf(Duration.ofSeconds(1)).task();

            assertThat(server.<List<String>>result((Class<List<String>>) (Class<?>) List.class))
                    .containsExactly(
                            "signal acme",
                            "signal bob",
                            "signal acme",
                            "begin acme",
                            "async acme",
                            "callback acme",
                            "end acme");
            assertThat(server.rejections).singleElement().satisfies(rejection -> assertThat(
                            rejection.failure().message())
                    .isEqualTo("Expected bob, but got acme"));
        }
    }

    @Test
    void activitiesChildrenSignalsAndFollowingRunsGetTheCurrentContext() {
        WorkflowRegistry registry = Lambdas.registry(code -> {
            Workflow.newUntypedActivityStub(code.options()).executeAsync("Step", String.class);
            MDC.put("tenant", "bob");
            Workflow.newUntypedChildWorkflowStub("Child", ChildWorkflowOptions.DEFAULT)
                    .executeAsync(String.class);
            Workflow.newUntypedExternalWorkflowStub("other").signal("go");
            Workflow.continueAsNew();
            return null;
        });
        try (ScriptedServer server = new ScriptedServer(registry, Cache.STICKY, PROPAGATING)) {
            server.start(startedBy("Scripted", "acme"))
                    .task()
                    .answerExternal(true)
                    .task();

            assertThat(server.last(ActivityTaskScheduled.class).header()).isEqualTo(tenant("acme"));
            assertThat(server.last(StartChildWorkflowExecutionInitiated.class)
                            .settings()
                            .header())
                    .isEqualTo(tenant("bob"));
            assertThat(server.last(SignalExternalWorkflowExecutionInitiated.class)
                            .header())
                    .isEqualTo(tenant("bob"));
            assertThat(server.last(WorkflowExecutionContinuedAsNew.class)
                            .settings()
                            .header())
                    .isEqualTo(tenant("bob"));
        }
    }

    @Test
    void twoPropagatorsOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Propagation.of(List.of(new MdcPropagator(), new MdcPropagator())))
                .withMessage("Expected one context propagator of each name, but two are named 'mdc'");
    }
}
