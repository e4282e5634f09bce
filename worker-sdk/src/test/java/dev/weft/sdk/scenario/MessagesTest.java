package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateCompleted;
import dev.weft.core.model.Payload;
import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.runner.QueryResult;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.DynamicQueryHandler;
import dev.weft.sdk.workflow.DynamicSignalHandler;
import dev.weft.sdk.workflow.DynamicUpdateHandler;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInit;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowLock;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {

    @WorkflowInterface
    public interface Basket {
        @WorkflowMethod
        List<String> run(String owner, int limit);

        @SignalMethod
        void add(String item);

        @SignalMethod
        void close();

        @UpdateMethod
        int buy(String item, int amount);

        @UpdateValidatorMethod(updateName = "buy")
        void checkBuy(String item, int amount);

        @UpdateMethod(name = "slow")
        String slowly(String item);

        @QueryMethod
        List<String> items();

        @QueryMethod
        String misbehaving();
    }

    public static final class BasketRun implements Basket {
        private final List<String> items = new ArrayList<>();
        private final WorkflowLock lock = Workflow.newLock();
        private final int limit;
        private boolean closed;

        @WorkflowInit
        public BasketRun(String owner, int limit) {
            this.limit = limit;
            items.add("for " + owner);
        }

        @Override
        public List<String> run(String owner, int sameLimit) {
            items.add("run");
            Workflow.await(() -> closed && Workflow.isEveryHandlerFinished());
            return items;
        }

        @Override
        public void add(String item) {
            items.add(item);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public int buy(String item, int amount) {
            items.add(item + " x" + amount);
            if (item.equals("broken")) {
                throw ApplicationFailure.of("it is broken", "Broken");
            }
            return amount * 2;
        }

        @Override
        public void checkBuy(String item, int amount) {
            if (amount > limit) {
                throw new IllegalArgumentException("Expected at most " + limit + ", but got " + amount);
            }
            if (item.equals("nap")) {
                Workflow.sleep(Duration.ofSeconds(1));
            }
        }

        @Override
        public String slowly(String item) {
            lock.lock();
            try {
                items.add("begin " + item);
                Workflow.sleep(Duration.ofSeconds(5));
                items.add("end " + item);
                return item;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public List<String> items() {
            return List.copyOf(items);
        }

        @Override
        public String misbehaving() {
            Workflow.newTimer(Duration.ofSeconds(1));
            return "never";
        }
    }

    private static ScriptedServer basket(Cache cache) {
        return ScriptedServer.of(cache, BasketRun.class).start("Basket", "ann", 10);
    }

    @SuppressWarnings("unchecked")
    private static List<String> items(ScriptedServer server) {
        return server.answer("items", List.class);
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void handlersOfTheFirstTaskFindTheStateOfTheConstructor(Cache cache) {
        try (ScriptedServer server = basket(cache)) {
            server.signal("add", "a").update("u", "buy", "b", 3).task();

            assertThat(items(server)).containsExactly("for ann", "a", "b x3", "run");
            assertThat(server.last(WorkflowExecutionUpdateCompleted.class).result())
                    .isEqualTo(Payload.json("6"));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void rejectedUpdatesLeaveNoTrace(Cache cache) {
        try (ScriptedServer server = basket(cache).task()) {
            int length = server.history().size();
            server.update("u", "buy", "b", 11).speculativeTask();

            assertThat(server.rejections).hasSize(1);
            assertThat(server.rejections.getFirst().failure().message()).contains("at most 10, but got 11");
            assertThat(server.history()).hasSize(length);

            server.signal("add", "a").signal("close").task();
            assertThat(server.result(List.class)).isEqualTo(List.of("for ann", "run", "a"));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void speculativeTasksWithAnAcceptedUpdateStay(Cache cache) {
        try (ScriptedServer server = basket(cache).task()) {
            server.update("u1", "buy", "b", 11).update("u2", "buy", "c", 1).speculativeTask();

            assertThat(server.rejections).hasSize(1);
            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted",
                            "WorkflowExecutionUpdateAccepted",
                            "WorkflowExecutionUpdateCompleted");
            server.signal("close").task();
            assertThat(server.result(List.class)).isEqualTo(List.of("for ann", "run", "c x1"));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void failingAndWaitingUpdatesComplete(Cache cache) {
        try (ScriptedServer server = basket(cache).task()) {
            server.update("u1", "buy", "broken", 1).task();
            assertThat(server.last(WorkflowExecutionUpdateCompleted.class)
                            .failure()
                            .message())
                    .isEqualTo("it is broken");

            server.update("u2", "slow", "x").update("u3", "slow", "y").task();
            assertThat(server.pendingTimers()).isEqualTo(1);
            server.signal("close").fireTimer().task();
            server.fireTimer().task();

            assertThat(server.result(List.class))
                    .isEqualTo(List.of("for ann", "run", "broken x1", "begin x", "end x", "begin y", "end y"));
        }
    }

    @Test
    void updatesThatCannotBeAreRejectedWithASentence() {
        try (ScriptedServer server = basket(Cache.STICKY).task()) {
            server.update("u1", "nonsense").speculativeTask();
            server.update("u2", "buy", "b", "many").speculativeTask();
            server.update("u3", "buy", "nap", 1).speculativeTask();
            server.update("u4", "buy", "b", null).speculativeTask();

            assertThat(server.rejections)
                    .extracting(rejection -> rejection.failure().message())
                    .satisfiesExactly(
                            unknown -> assertThat(unknown).contains("but got 'nonsense'; it has [buy, slow]"),
                            unreadable -> assertThat(unreadable).contains("Expected JSON of int"),
                            waiting -> assertThat(waiting)
                                    .isEqualTo("Expected the validator of update buy to change nothing, but it tries"
                                            + " to start a timer"),
                            missing -> assertThat(missing)
                                    .isEqualTo("Expected argument 2 of update buy to be of type int, but it is null"));
        }
    }

    @Test
    void signalsThatCannotBeReadAreLeftOut() {
        try (ScriptedServer server = basket(Cache.STICKY).task()) {
            server.signalRaw("add", Payload.json("{\"not\": "))
                    .signal("add", "fine")
                    .task();

            assertThat(items(server)).containsExactly("for ann", "run", "fine");
        }
    }

    @Test
    void queriesChangeNothing() {
        try (ScriptedServer server = basket(Cache.STICKY).task()) {
            QueryResult.Failed changing = (QueryResult.Failed) server.query("misbehaving");
            QueryResult.Failed unknown = (QueryResult.Failed) server.query("nonsense");

            assertThat(changing.failure().message())
                    .isEqualTo("Expected query misbehaving to change nothing, but it tries to start a timer");
            assertThat(unknown.failure().message()).contains("but got 'nonsense'; it has [items, misbehaving]");
            server.signal("close").task();
            assertThat(server.story()).endsWith("WorkflowExecutionSignaled", "WorkflowExecutionCompleted");
        }
    }

    @Test
    void builtInQueriesTellWhereTheCodeIs() {
        try (ScriptedServer server = basket(Cache.STICKY).task()) {
            assertThat(server.answer("__stack_trace", String.class))
                    .contains("main")
                    .contains("MessagesTest$BasketRun.run(MessagesTest.java:");
            assertThat(server.answer("__workflow_metadata", Map.class))
                    .containsEntry("workflowType", "Basket")
                    .containsEntry("signals", List.of("add", "close"));
        }
    }

    @Test
    void aQueryBeforeTheFirstTaskIsNotReady() {
        try (ScriptedServer server = basket(Cache.STICKY)) {
            assertThat(((QueryResult.Failed) server.query("items")).failure().message())
                    .contains("no workflow task has completed yet");
        }
    }

    @Test
    void oneJsonArrayStandsForSeveralArguments() {
        try (ScriptedServer server = ScriptedServer.of(Cache.NONE, BasketRun.class)) {
            server.start("Basket", List.of("bob", 3)).task();
            assertThat(items(server)).containsExactly("for bob", "run");
        }
    }

    @Test
    void aMissingNumberFailsTheTaskWithASentence() {
        try (ScriptedServer server = ScriptedServer.of(Cache.NONE, BasketRun.class)) {
            server.start("Basket", "bob");

            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected argument 2 of workflow Basket to be of type int, but it is missing");
        }
    }

    @WorkflowInterface
    public interface Dynamic {
        @WorkflowMethod
        List<String> run();
    }

    /** Takes every message, by name. */
    public static final class DynamicRun implements Dynamic, DynamicSignalHandler, DynamicUpdateHandler {
        private final List<String> seen = new ArrayList<>();

        @Override
        public List<String> run() {
            Workflow.registerListener((DynamicQueryHandler) (type, args) -> type + "?" + args.size());
            Workflow.await(() -> seen.size() == 2);
            return seen;
        }

        @Override
        public void handleSignal(String signalName, EncodedValues args) {
            seen.add(signalName + " " + args.get(0, String.class));
        }

        @Override
        public Object handleUpdate(String updateName, EncodedValues args) {
            seen.add(updateName + "!" + args.get(0, Integer.class));
            return args.size();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void dynamicHandlersTakeWhatHasNone(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, DynamicRun.class)) {
            server.start("Dynamic").signal("anything", "at all").task();
            assertThat(server.answer("what", String.class, 1, 2)).isEqualTo("what?2");
            server.update("u", "raise", 7).task();

            assertThat(server.result(List.class)).isEqualTo(List.of("anything at all", "raise!7"));
        }
    }

    /** A listener with a handler of its own. */
    public static final class Late {
        private final List<String> seen;

        Late(List<String> seen) {
            this.seen = seen;
        }

        @SignalMethod
        public void late(int number) {
            seen.add("late " + number);
        }
    }

    @WorkflowInterface
    public interface LateOnly {
        @WorkflowMethod
        List<String> run();
    }

    public static final class LateOnlyRun implements LateOnly {
        @Override
        public List<String> run() {
            List<String> seen = new ArrayList<>();
            Workflow.sleep(Duration.ofSeconds(1));
            Workflow.registerListener(new Late(seen));
            Workflow.await(() -> seen.size() == 2);
            return seen;
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void signalsWaitForTheirHandler(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, LateOnlyRun.class)) {
            server.start("LateOnly").signal("late", 1).task();
            server.signal("late", 2).task();
            server.fireTimer().task();

            assertThat(server.result(List.class)).isEqualTo(List.of("late 1", "late 2"));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aHandlerThatIsReplacedTakesItsValidatorWithIt(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.registerListener(new Object() {
                @UpdateMethod
                public String add(String item) {
                    return "first " + item;
                }

                @UpdateValidatorMethod(updateName = "add")
                public void check(String item) {
                    throw new IllegalArgumentException("never");
                }
            });
            Workflow.registerListener(new Object() {
                @UpdateMethod
                public String add(String item) {
                    code.notes.add(item);
                    return "second " + item;
                }
            });
            Workflow.await(() -> !code.notes.isEmpty());
            return code.notes;
        })) {
            server.task().update("u1", "add", "x").task();

            assertThat(server.rejections).isEmpty();
            assertThat(server.result(String[].class)).containsExactly("x");
        }
    }
}
