package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.sdk.client.UpdateHandle;
import dev.weft.sdk.client.UpdateStage;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowQueryException;
import dev.weft.sdk.client.WorkflowStub;
import dev.weft.sdk.client.WorkflowUpdateException;
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
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Signals, queries and updates. */
final class MessageBehaviours {
    private MessageBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "signals are handled in the order in which they came",
                        MessageBehaviours::signals,
                        BasketRun.class),
                Scenario.of("a query sees every signal before it", MessageBehaviours::queries),
                Scenario.of("an update waits for what its handler does", MessageBehaviours::updates),
                Scenario.of("an update that its validator refuses changes nothing", MessageBehaviours::rejection),
                Scenario.of("an accepted update completes later", MessageBehaviours::acceptance),
                Scenario.of("a signal with start begins a run once", MessageBehaviours::signalWithStart),
                Scenario.of("handlers that are under way are waited for", MessageBehaviours::handlers),
                Scenario.of("dynamic handlers take what no other does", MessageBehaviours::dynamic, AnythingRun.class),
                Scenario.of("a constructor sees the input before any signal", MessageBehaviours::init, EagerRun.class));
    }

    private static void signals(Stage stage) {
        Basket basket = stage.stub(Basket.class);
        WorkflowClient.start(() -> basket.run());
        List<String> expected =
                IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        expected.forEach(basket::add);
        basket.close();
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo(String.join(",", expected));
    }

    private static void queries(Stage stage) {
        Basket basket = stage.stub(Basket.class);
        WorkflowClient.start(() -> basket.run());
        for (int count = 1; count <= 5; count++) {
            basket.add("x");
            int expected = count;
            stage.awaitTrue("the query sees " + count + " signals", () -> basket.size() == expected);
        }
        basket.close();
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo("x,x,x,x,x");
        assertThatThrownBy(() -> stage.untyped().query("missing", String.class))
                .isInstanceOf(WorkflowQueryException.class);
    }

    private static void updates(Stage stage) {
        Basket basket = stage.stub(Basket.class);
        WorkflowClient.start(() -> basket.run());
        assertThat(basket.buy("book")).isEqualTo("1: book");
        assertThat(basket.buy("pen")).isEqualTo("2: pen");
        basket.close();
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo("book,pen");
    }

    private static void rejection(Stage stage) {
        Basket basket = stage.stub(Basket.class);
        WorkflowClient.start(() -> basket.run());
        WorkflowUpdateException refused = catchThrowableOfType(WorkflowUpdateException.class, () -> basket.buy(""));
        assertThat(refused.isRejected()).isTrue();
        assertThat(refused).hasRootCauseMessage("Expected something to buy");
        basket.close();
        assertThat(stage.untyped().<String>getResult(String.class)).isEmpty();
        assertThat(stage.untyped().fetchHistory())
                .noneMatch(event -> event.eventType().contains("Update"));
    }

    private static void acceptance(Stage stage) {
        Basket basket = stage.stub(Basket.class);
        WorkflowClient.start(() -> basket.run());
        WorkflowStub stub = stage.untyped();
        UpdateHandle<String> handle = stub.startUpdate("buy", UpdateStage.ACCEPTED, String.class, "lamp");
        assertThat(stub.<String>getUpdateHandle(handle.updateId(), String.class).getResult())
                .isEqualTo("1: lamp");
        basket.close();
        assertThat(stub.<String>getResult(String.class)).isEqualTo("lamp");
    }

    private static void signalWithStart(Stage stage) {
        Basket basket = stage.stub(Basket.class);
        String first = WorkflowClient.signalWithStart(basket::run, () -> basket.add("a"))
                .runId();
        Basket again = stage.stub(Basket.class);
        String second =
                WorkflowClient.signalWithStart(again::run, () -> again.add("b")).runId();
        assertThat(second).isEqualTo(first);
        again.close();
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo("a,b");
    }

    private static void handlers(Stage stage) {
        Basket basket = stage.stub(Basket.class);
        WorkflowClient.start(() -> basket.run());
        basket.addSlowly("slow");
        basket.add("fast");
        basket.close();
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo("fast,slow");
    }

    private static void dynamic(Stage stage) {
        WorkflowStub stub = stage.client().newUntypedWorkflowStub("MessageAnything", stage.options());
        stub.start();
        stub.signal("first", 1);
        assertThat(stub.<String>update("second", String.class, 2)).isEqualTo("second(2)");
        stage.awaitTrue("the dynamic query is answered", () -> "third after [first(1), second(2)]"
                .equals(stub.query("third", String.class)));
        stub.signal("end");
        assertThat(stub.<String>getResult(String.class)).isEqualTo("first(1) second(2) end()");
    }

    private static void init(Stage stage) {
        Eager eager = stage.stub(Eager.class);
        WorkflowClient.signalWithStart(() -> eager.run("Ada"), () -> eager.greet("Hello"));
        assertThat(stage.untyped().<String>getResult(String.class)).isEqualTo("Hello Ada");
    }

    @WorkflowInterface
    public interface Basket {
        @WorkflowMethod(name = "MessageBasket")
        String run();

        @SignalMethod
        void add(String item);

        @SignalMethod
        void addSlowly(String item);

        @SignalMethod
        void close();

        @QueryMethod
        int size();

        @UpdateMethod
        String buy(String item);

        @UpdateValidatorMethod(updateName = "buy")
        void checkBuy(String item);
    }

    public static final class BasketRun implements Basket {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);
        private final List<String> items = new ArrayList<>();
        private boolean closed;

        @Override
        public String run() {
            Workflow.await(() -> closed && Workflow.isEveryHandlerFinished());
            return String.join(",", items);
        }

        @Override
        public void add(String item) {
            items.add(item);
        }

        @Override
        public void addSlowly(String item) {
            Workflow.sleep(Duration.ofMillis(300));
            items.add(deeds.echo(item));
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public int size() {
            return items.size();
        }

        @Override
        public String buy(String item) {
            items.add(deeds.echo(item));
            return items.size() + ": " + item;
        }

        @Override
        public void checkBuy(String item) {
            if (item.isEmpty()) {
                throw new IllegalArgumentException("Expected something to buy");
            }
        }
    }

    @WorkflowInterface
    public interface Anything {
        @WorkflowMethod(name = "MessageAnything")
        String run();
    }

    public static final class AnythingRun implements Anything {
        private final List<String> messages = new ArrayList<>();

        /** Before any message is handled, also one that comes with the first task. */
        public AnythingRun() {
            Workflow.registerListener((DynamicSignalHandler) (name, args) ->
                    messages.add(name + "(" + (args.size() == 0 ? "" : args.get(0, Integer.class)) + ")"));
            Workflow.registerListener((DynamicQueryHandler) (type, args) -> type + " after " + messages);
            Workflow.registerListener((DynamicUpdateHandler) (name, args) -> {
                messages.add(name + "(" + args.get(0, Integer.class) + ")");
                return messages.getLast();
            });
        }

        @Override
        public String run() {
            Workflow.await(() -> messages.contains("end()"));
            return String.join(" ", messages);
        }
    }

    @WorkflowInterface
    public interface Eager {
        @WorkflowMethod(name = "MessageEager")
        String run(String name);

        @SignalMethod
        void greet(String greeting);
    }

    public static final class EagerRun implements Eager {
        private final String name;
        private String greeting = "";

        @WorkflowInit
        public EagerRun(String name) {
            this.name = name;
        }

        @Override
        public String run(String unused) {
            Workflow.await(() -> !greeting.isEmpty());
            return greeting;
        }

        @Override
        public void greet(String word) {
            greeting = word + " " + name;
        }
    }
}
