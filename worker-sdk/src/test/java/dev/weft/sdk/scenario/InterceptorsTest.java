package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.ExternalEvent.SignalExternalWorkflowExecutionInitiated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import dev.weft.sdk.interceptor.WorkflowInboundCalls;
import dev.weft.sdk.interceptor.WorkflowInboundCallsBase;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls;
import dev.weft.sdk.interceptor.WorkflowOutboundCallsBase;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SearchAttributeKey;
import dev.weft.sdk.workflow.SearchAttributeUpdate;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 93: interceptors of workflows; row 13: headers. */
class InterceptorsTest {

    @WorkflowInterface
    public interface Greeter {
        @WorkflowMethod
        String run(String name);

        @SignalMethod
        void hear(String word);

        @QueryMethod
        List<String> heard();

        @UpdateMethod
        int learn(String word);

        @UpdateValidatorMethod(updateName = "learn")
        void checkLearn(String word);
    }

    public static final class GreeterRun implements Greeter {
        private final List<String> words = new ArrayList<>();

        @Override
        public String run(String name) {
            Workflow.await(() -> words.contains("done"));
            return "Hello " + name;
        }

        @Override
        public void hear(String word) {
            words.add(word);
        }

        @Override
        public List<String> heard() {
            return words;
        }

        @Override
        public int learn(String word) {
            words.add(word);
            return words.size();
        }

        @Override
        public void checkLearn(String word) {
            if (word.isBlank()) {
                throw new IllegalArgumentException("blank");
            }
        }
    }

    /** Notes what reaches the code, under a name. */
    private record Noting(String name, List<String> notes) implements WorkerInterceptor {
        @Override
        public WorkflowInboundCalls interceptWorkflow(WorkflowInboundCalls next) {
            return new WorkflowInboundCallsBase(next) {
                private void note(String what) {
                    if (!Workflow.isReplaying()) {
                        notes.add(name + " " + what);
                    }
                }

                @Override
                public void init(WorkflowOutboundCalls outbound) {
                    note("init of " + Workflow.getInfo().workflowId());
                    super.init(new NotingOutbound(outbound, name, notes));
                }

                @Override
                public WorkflowOutput execute(WorkflowInput input) throws Exception {
                    note("execute" + input.arguments());
                    WorkflowOutput output = super.execute(input);
                    note("executed " + output.result());
                    return output;
                }

                @Override
                public void handleSignal(SignalInput input) throws Exception {
                    note("signal " + input.signalName() + input.arguments());
                    super.handleSignal(input);
                }

                @Override
                public QueryOutput handleQuery(QueryInput input) throws Exception {
                    notes.add(name + " query " + input.queryType());
                    return super.handleQuery(input);
                }

                @Override
                public void validateUpdate(UpdateInput input) throws Exception {
                    note("validate " + input.updateName() + input.arguments());
                    super.validateUpdate(input);
                }

                @Override
                public UpdateOutput executeUpdate(UpdateInput input) throws Exception {
                    note("update " + input.updateId() + input.arguments());
                    return super.executeUpdate(input);
                }
            };
        }
    }

    /** Notes what the code calls. */
    private static final class NotingOutbound extends WorkflowOutboundCallsBase {
        private final String name;
        private final List<String> notes;

        NotingOutbound(WorkflowOutboundCalls next, String name, List<String> notes) {
            super(next);
            this.name = name;
            this.notes = notes;
        }

        private void note(String what) {
            if (!Workflow.isReplaying()) {
                notes.add(name + " " + what);
            }
        }

        @Override
        public <R extends @Nullable Object> Promise<R> executeActivity(ActivityInput input) {
            note("activity " + input.activityType() + input.arguments());
            return super.executeActivity(input);
        }

        @Override
        public <R extends @Nullable Object> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput input) {
            note("child " + input.workflowType());
            return super.executeChildWorkflow(input);
        }

        @Override
        public Promise<@Nullable Void> signalExternalWorkflow(SignalExternalInput input) {
            note("signal " + input.signalName() + " to " + input.execution().workflowId());
            return super.signalExternalWorkflow(input);
        }

        @Override
        public Promise<@Nullable Void> cancelExternalWorkflow(CancelExternalInput input) {
            note("cancel " + input.execution().workflowId());
            return super.cancelExternalWorkflow(input);
        }

        @Override
        public Promise<@Nullable Void> newTimer(Duration delay) {
            note("timer " + delay);
            return super.newTimer(delay);
        }

        @Override
        public void sleep(Duration duration) {
            note("sleep " + duration);
            super.sleep(duration);
        }

        @Override
        public void await(BooleanSupplier condition) {
            note("await");
            super.await(condition);
        }

        @Override
        public boolean await(Duration timeout, BooleanSupplier condition) {
            note("await " + timeout);
            return super.await(timeout, condition);
        }

        @Override
        public <R extends @Nullable Object> R sideEffect(Type type, Supplier<R> effect) {
            note("side effect");
            return super.sideEffect(type, effect);
        }

        @Override
        public <R> R mutableSideEffect(String id, Type type, BiPredicate<R, R> changed, Supplier<R> effect) {
            note("mutable side effect " + id);
            return super.mutableSideEffect(id, type, changed, effect);
        }

        @Override
        public int getVersion(String changeId, int minSupported, int maxSupported) {
            note("version " + changeId);
            return super.getVersion(changeId, minSupported, maxSupported);
        }

        @Override
        public void continueAsNew(ContinueAsNewInput input) {
            note("continue as new" + input.arguments());
            super.continueAsNew(input);
        }

        @Override
        public UUID randomUuid() {
            note("uuid");
            return super.randomUuid();
        }

        @Override
        public Random newRandom() {
            note("random");
            return super.newRandom();
        }

        @Override
        public Instant now() {
            note("now");
            return super.now();
        }

        @Override
        public void upsertMemo(Map<String, @Nullable Object> values) {
            note("memo " + values);
            super.upsertMemo(values);
        }

        @Override
        public void upsertSearchAttributes(List<SearchAttributeUpdate> updates) {
            note("search attributes " + updates.size());
            super.upsertSearchAttributes(updates);
        }
    }

    private static ScriptedServer server(WorkflowRegistry registry, Cache cache, WorkerInterceptor... chain) {
        return new ScriptedServer(registry, cache, RunnerOptions.DEFAULT.withInterceptors(List.of(chain)));
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void interceptorsSeeEverythingThatReachesAWorkflow(Cache cache) {
        List<String> notes = new ArrayList<>();
        WorkflowRegistry registry = new WorkflowRegistry().register(GreeterRun.class);
        try (ScriptedServer server = server(registry, cache, new Noting("a", notes))) {
            server.start("Greeter", "Ada").task();
            server.signal("hear", "hi").update("u1", "learn", "done").task();
            server.query("heard");

            assertThat(server.result(String.class)).isEqualTo("Hello Ada");
            assertThat(notes)
                    .containsSubsequence(
                            "a init of order-1",
                            "a execute[Ada]",
                            "a await",
                            "a signal hear[hi]",
                            "a validate learn[done]",
                            "a update u1[done]",
                            "a executed Hello Ada",
                            "a query heard");
        }
    }

    @Test
    void theFirstInterceptorIsTheOutermost() {
        List<String> notes = new ArrayList<>();
        WorkflowRegistry registry = Lambdas.registry(code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            return "done";
        });
        try (ScriptedServer server = server(registry, Cache.STICKY, new Noting("a", notes), new Noting("b", notes))) {
            server.start("Scripted", "in").task();

            assertThat(notes)
                    .containsExactly(
                            "a init of order-1",
                            "b init of order-1",
                            "a execute[in]",
                            "b execute[in]",
                            "b sleep PT1S",
                            "a sleep PT1S");
        }
    }

    @Test
    void interceptorsSeeEverythingThatAWorkflowCalls() {
        List<String> notes = new ArrayList<>();
        WorkflowRegistry registry = Lambdas.registry(code -> {
            Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 1);
            Workflow.sideEffect(Integer.class, () -> 1);
            Workflow.mutableSideEffect("m", Integer.class, (a, b) -> false, () -> 1);
            Workflow.randomUUID();
            Workflow.newRandom();
            Workflow.currentTimeMillis();
            Workflow.upsertMemo(Map.of("k", 1));
            Workflow.upsertTypedSearchAttributes(SearchAttributeKey.forLong("n").valueSet(1L));
            Workflow.newUntypedActivityStub(code.options()).executeAsync("Step", String.class, "x");
            Workflow.newUntypedChildWorkflowStub("Child", ChildWorkflowOptions.DEFAULT)
                    .executeAsync(String.class);
            Workflow.newUntypedExternalWorkflowStub("other").signal("go");
            Workflow.newUntypedExternalWorkflowStub("other").cancel();
            Workflow.newTimer(Duration.ofSeconds(2));
            Workflow.await(() -> true);
            Workflow.await(Duration.ofSeconds(3), () -> true);
            Workflow.continueAsNew("again");
            return null;
        });
        try (ScriptedServer server = server(registry, Cache.STICKY, new Noting("a", notes))) {
            server.start("Scripted", "in").task();
            server.answerExternal(true).task().answerExternal(true).task();

            assertThat(notes.subList(2, notes.size()))
                    .containsExactly(
                            "a version change",
                            "a side effect",
                            "a mutable side effect m",
                            "a uuid",
                            "a random",
                            "a now",
                            "a memo {k=1}",
                            "a search attributes 1",
                            "a activity Step[x]",
                            "a child Child",
                            "a signal go to other",
                            "a cancel other",
                            "a timer PT2S",
                            "a await",
                            "a await PT3S",
                            "a continue as new[again]");
        }
    }

    /** Changes what passes. */
    private static final class Changing implements WorkerInterceptor {
        private static final Map<String, Payload> HEADER = Map.of("trace", Payload.json("\"t1\""));

        @Override
        public WorkflowInboundCalls interceptWorkflow(WorkflowInboundCalls next) {
            return new WorkflowInboundCallsBase(next) {
                @Override
                public void init(WorkflowOutboundCalls outbound) {
                    super.init(new ChangingOutbound(outbound));
                }

                @Override
                public WorkflowOutput execute(WorkflowInput input) throws Exception {
                    String from = input.header().containsKey("from")
                            ? input.header().get("from").toString()
                            : "nobody";
                    WorkflowOutput output = super.execute(new WorkflowInput(List.of("changed"), input.header()));
                    return new WorkflowOutput(output.result() + " from " + from);
                }
            };
        }

        private static final class ChangingOutbound extends WorkflowOutboundCallsBase {
            ChangingOutbound(WorkflowOutboundCalls next) {
                super(next);
            }

            @Override
            public <R extends @Nullable Object> Promise<R> executeActivity(ActivityInput input) {
                ActivityOptions queue = input.options().withTaskQueue("elsewhere");
                return super.executeActivity(input.withHeader(HEADER).withOptions(queue));
            }

            @Override
            public <R extends @Nullable Object> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput input) {
                return super.executeChildWorkflow(
                        input.withHeader(HEADER).withOptions(input.options().withWorkflowId("child-of-interceptor")));
            }

            @Override
            public Promise<@Nullable Void> signalExternalWorkflow(SignalExternalInput input) {
                return super.signalExternalWorkflow(input.withHeader(HEADER));
            }

            @Override
            public void continueAsNew(ContinueAsNewInput input) {
                super.continueAsNew(input.withHeader(HEADER));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void interceptorsChangeArgumentsAndResults(Cache cache) {
        WorkflowRegistry registry = Lambdas.registry(code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            return code.input;
        });
        RunSettings settings = RunSettings.of("Scripted", "orders", List.of(Payload.json("\"in\"")))
                .withHeader(Map.of("from", Payload.json("\"Ada\"")));
        try (ScriptedServer server = server(registry, cache, new Changing())) {
            server.start(settings).task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("changed from \"Ada\"");
        }
    }

    @Test
    void headersOfAnInterceptorTravelWithActivitiesChildrenSignalsAndFollowingRuns() {
        WorkflowRegistry registry = Lambdas.registry(code -> {
            Workflow.newUntypedActivityStub(code.options()).executeAsync("Step", String.class);
            Workflow.newUntypedChildWorkflowStub("Child", ChildWorkflowOptions.DEFAULT)
                    .executeAsync(String.class);
            Workflow.newUntypedExternalWorkflowStub("other").signal("go");
            Workflow.continueAsNew();
            return null;
        });
        try (ScriptedServer server = server(registry, Cache.STICKY, new Changing())) {
            server.start("Scripted", "in").task().answerExternal(true).task();

            ActivityTaskScheduled activity = server.last(ActivityTaskScheduled.class);
            assertThat(activity.header()).isEqualTo(Changing.HEADER);
            assertThat(activity.taskQueue()).isEqualTo("elsewhere");
            StartChildWorkflowExecutionInitiated child = server.last(StartChildWorkflowExecutionInitiated.class);
            assertThat(child.settings().header()).isEqualTo(Changing.HEADER);
            assertThat(child.execution().workflowId()).isEqualTo("child-of-interceptor");
            assertThat(server.last(SignalExternalWorkflowExecutionInitiated.class)
                            .header())
                    .isEqualTo(Changing.HEADER);
            assertThat(server.last(WorkflowExecutionContinuedAsNew.class)
                            .settings()
                            .header())
                    .isEqualTo(Changing.HEADER);
        }
    }

    @Test
    void aFollowingRunKeepsTheHeaderOfItsPredecessor() {
        Map<String, Payload> header = Map.of("tenant", Payload.json("\"acme\""));
        RunSettings settings = RunSettings.of("Scripted", "orders", List.of()).withHeader(header);
        WorkflowRegistry registry = Lambdas.registry(code -> {
            Workflow.continueAsNew("again");
            return null;
        });
        try (ScriptedServer server = server(registry, Cache.STICKY).start(settings)) {
            server.task();

            assertThat(server.last(WorkflowExecutionContinuedAsNew.class)
                            .settings()
                            .header())
                    .isEqualTo(header);
        }
    }

    @Test
    void anInterceptorMayRejectUpdates() {
        WorkerInterceptor strict = new WorkerInterceptor() {
            @Override
            public WorkflowInboundCalls interceptWorkflow(WorkflowInboundCalls next) {
                return new WorkflowInboundCallsBase(next) {
                    @Override
                    public void validateUpdate(UpdateInput input) {
                        throw new IllegalStateException("no updates on Sundays");
                    }
                };
            }
        };
        WorkflowRegistry registry = new WorkflowRegistry().register(GreeterRun.class);
        try (ScriptedServer server = server(registry, Cache.STICKY, strict)) {
            server.start("Greeter", "Ada").update("u1", "learn", "x").task();

            assertThat(server.rejections).hasSize(1);
            assertThat(server.rejections.getFirst().failure().message()).isEqualTo("no updates on Sundays");
        }
    }
}
