package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderWorkflowTest {

    @ActivityInterface
    public interface Shop {
        String reserve(String item);

        int price(String item);

        void ship(String item);
    }

    @WorkflowInterface
    public interface Order {
        @WorkflowMethod
        String process(String item);

        @SignalMethod
        void pay(int amount);

        @QueryMethod
        String status();
    }

    public static final class OrderProcess implements Order {
        private final Shop shop =
                Workflow.newActivityStub(Shop.class, ActivityOptions.startToClose(Duration.ofSeconds(10)));
        private int paid;
        private String status = "new";

        @Override
        public String process(String item) {
            String reservation = shop.reserve(item);
            status = "reserved";
            int price = shop.price(item);
            if (!Workflow.await(Duration.ofDays(3), () -> paid >= price)) {
                status = "expired";
                return "expired " + reservation;
            }
            status = "paid";
            Workflow.sleep(Duration.ofMinutes(1));
            shop.ship(item);
            status = "shipped";
            return "shipped " + reservation;
        }

        @Override
        public void pay(int amount) {
            paid += amount;
        }

        @Override
        public String status() {
            return status;
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void runsThroughActivitiesSignalsAndTimers(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, OrderProcess.class)) {
            server.start("Order", "book").task();
            server.completeActivity("Reserve", "r-1").task();
            assertThat(server.answer("status", String.class)).isEqualTo("reserved");
            server.completeActivity("Price", 30).task();
            server.signal("pay", 10).task();
            assertThat(server.answer("status", String.class)).isEqualTo("reserved");
            server.signal("pay", 10).signal("pay", 10).task();
            assertThat(server.answer("status", String.class)).isEqualTo("paid");
            server.fireTimer().task();
            server.completeActivity("Ship", null).task();

            assertThat(server.result(String.class)).isEqualTo("shipped r-1");
            assertThat(server.answer("status", String.class)).isEqualTo("shipped");
            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted",
                            "ActivityTaskScheduled",
                            "ActivityTaskStarted",
                            "ActivityTaskCompleted",
                            "ActivityTaskScheduled",
                            "ActivityTaskStarted",
                            "ActivityTaskCompleted",
                            "TimerStarted",
                            "WorkflowExecutionSignaled",
                            "WorkflowExecutionSignaled",
                            "WorkflowExecutionSignaled",
                            "TimerCanceled",
                            "TimerStarted",
                            "TimerFired",
                            "ActivityTaskScheduled",
                            "ActivityTaskStarted",
                            "ActivityTaskCompleted",
                            "WorkflowExecutionCompleted");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void awaitEndsWithItsTimeout(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, OrderProcess.class)) {
            server.start("Order", "book").task();
            server.completeActivity("Reserve", "r-1").task();
            server.completeActivity("Price", 30).task();
            server.fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("expired r-1");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void signalsOfTheFirstTaskRunBeforeTheWorkflowMethod(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, OrderProcess.class)) {
            server.start("Order", "book").signal("pay", 100).task();
            server.completeActivity("Reserve", "r-1").task();
            server.completeActivity("Price", 30).task();

            assertThat(server.answer("status", String.class)).isEqualTo("paid");
            assertThat(server.pendingTimers()).isEqualTo(1);
        }
    }

    @WorkflowInterface
    public interface FanOut {
        @WorkflowMethod
        int run(int width);
    }

    public static final class FanOutProcess implements FanOut {
        private final Shop shop =
                Workflow.newActivityStub(Shop.class, ActivityOptions.startToClose(Duration.ofSeconds(10)));

        @Override
        public int run(int width) {
            List<Promise<Integer>> prices = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                prices.add(Async.function(shop::price, "item-" + i));
            }
            Promise.allOf(prices).get();
            return prices.stream().mapToInt(Promise::get).sum();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void activitiesRunAtTheSameTime(Cache cache) {
        try (ScriptedServer server = ScriptedServer.of(cache, FanOutProcess.class)) {
            server.start("FanOut", 20).task();
            assertThat(server.pendingActivities()).isEqualTo(20);
            for (int i = 0; i < 20; i++) {
                server.completeActivity("Price", i);
                if (i % 3 == 0) {
                    server.task();
                }
            }
            server.task();

            assertThat(server.result(Integer.class)).isEqualTo(190);
            assertThat(server.count(e -> e instanceof ActivityEvent.ActivityTaskScheduled))
                    .isEqualTo(20);
        }
    }
}
