package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timers: their order, waits for conditions, cancellation. */
final class TimerBehaviours {
    private TimerBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "timers fire in the order of their times",
                        stage -> assertThat(stage.stub(Order.class).run(List.of(300, 100, 200)))
                                .containsExactly(100, 200, 300),
                        OrderRun.class),
                Scenario.of(
                        "a wait for a condition ends when its time is over",
                        stage -> assertThat(stage.stub(Patience.class).run(Duration.ofMillis(100)))
                                .isEqualTo("too late"),
                        PatienceRun.class),
                Scenario.of("a wait for a condition ends when it holds", stage -> {
                    Patience patience = stage.stub(Patience.class);
                    var outcome = WorkflowClient.execute(() -> patience.run(Duration.ofMinutes(10)));
                    patience.hurry();
                    assertThat(outcome.join()).isEqualTo("in time");
                }),
                Scenario.of(
                        "a canceled timer fails and does not fire",
                        stage -> assertThat(stage.stub(Cancelled.class).run()).isEqualTo("canceled, then 50 ms"),
                        CancelledRun.class),
                Scenario.of(
                        "the clock of a workflow goes by its timers",
                        stage -> assertThat(stage.stub(Clock.class).run(Duration.ofMillis(500)))
                                .isGreaterThanOrEqualTo(500),
                        ClockRun.class));
    }

    @WorkflowInterface
    public interface Order {
        @WorkflowMethod(name = "TimerOrder")
        List<Integer> run(List<Integer> delaysMillis);
    }

    public static final class OrderRun implements Order {
        @Override
        public List<Integer> run(List<Integer> delaysMillis) {
            List<Integer> fired = new ArrayList<>();
            List<Promise<?>> timers = new ArrayList<>();
            for (int delay : delaysMillis) {
                timers.add(Workflow.newTimer(Duration.ofMillis(delay)).thenApply(unused -> fired.add(delay)));
            }
            Promise.allOf(timers).get();
            return fired;
        }
    }

    @WorkflowInterface
    public interface Patience {
        @WorkflowMethod(name = "TimerPatience")
        String run(Duration patience);

        @SignalMethod
        void hurry();
    }

    public static final class PatienceRun implements Patience {
        private boolean hurried;

        @Override
        public String run(Duration patience) {
            return Workflow.await(patience, () -> hurried) ? "in time" : "too late";
        }

        @Override
        public void hurry() {
            hurried = true;
        }
    }

    @WorkflowInterface
    public interface Cancelled {
        @WorkflowMethod(name = "TimerCancelled")
        String run();
    }

    public static final class CancelledRun implements Cancelled {
        @Override
        public String run() {
            List<Promise<?>> timer = new ArrayList<>();
            CancellationScope scope =
                    Workflow.newCancellationScope(() -> timer.add(Workflow.newTimer(Duration.ofHours(1))));
            scope.run();
            Promise<String> outcome = Async.function(() -> {
                try {
                    timer.getFirst().get();
                    return "fired";
                } catch (CanceledFailure e) {
                    return "canceled";
                }
            });
            scope.cancel();
            String first = outcome.get();
            Workflow.sleep(Duration.ofMillis(50));
            return first + ", then 50 ms";
        }
    }

    @WorkflowInterface
    public interface Clock {
        @WorkflowMethod(name = "TimerClock")
        long run(Duration duration);
    }

    public static final class ClockRun implements Clock {
        @Override
        public long run(Duration duration) {
            long begin = Workflow.currentTimeMillis();
            Workflow.sleep(duration);
            return Workflow.currentTimeMillis() - begin;
        }
    }
}
