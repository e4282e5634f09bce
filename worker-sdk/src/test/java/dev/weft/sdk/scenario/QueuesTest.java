package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.QueueConsumer;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 46: queues between coroutines. */
class QueuesTest {

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aQueueHandsElementsOnInOrderAndHoldsBackWhoGivesTooMuch(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowQueue<Integer> queue = Workflow.newQueue(2);
            List<String> story = new ArrayList<>();
            Promise<?> giver = Async.procedure(() -> {
                for (int i = 1; i <= 4; i++) {
                    queue.put(i);
                    story.add("put " + i);
                }
            });
            Workflow.sleep(Duration.ofSeconds(1));
            for (int i = 1; i <= 4; i++) {
                story.add("took " + queue.take());
            }
            giver.get();
            return story;
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(List.class))
                    .isEqualTo(List.of("put 1", "put 2", "took 1", "took 2", "put 3", "put 4", "took 3", "took 4"));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void whoBeganToWaitFirstTakesFirst(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowQueue<String> queue = Workflow.newQueue(10);
            List<Promise<String>> takers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int number = i;
                takers.add(Async.function(() -> number + queue.take()));
            }
            Workflow.sleep(Duration.ofSeconds(1));
            boolean jumpsTheLine = queue.offer("a") && queue.poll().isPresent();
            queue.put("b");
            queue.put("c");
            Promise.allOf(takers).get();
            return jumpsTheLine + " " + takers.stream().map(Promise::get).toList();
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("false [0a, 1b, 2c]");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void waitsAtAQueueMayBeBounded(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowQueue<String> queue = Workflow.newQueue(1);
            Optional<String> nothing = queue.poll(Duration.ofSeconds(5));
            boolean first = queue.offer("a", Duration.ofSeconds(5));
            boolean second = queue.offer("b", Duration.ofSeconds(5));
            Promise<Boolean> third = Async.function(() -> queue.offer("c", Duration.ofSeconds(5)));
            Workflow.sleep(Duration.ofSeconds(1));
            String taken = queue.poll(Duration.ofSeconds(5)).orElse("none");
            return nothing.isPresent() + " " + first + " " + second + " " + taken + " " + third.get() + " "
                    + queue.peek().orElse("none") + " " + queue.size();
        })) {
            server.task().fireTimer().task().fireTimer().task();
            server.fireTimerOf(Duration.ofSeconds(1)).task();

            assertThat(server.result(String.class)).isEqualTo("false true false a true c 1");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void elementsMayBeMappedWhenTheyAreTaken(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowQueue<Integer> queue = Workflow.newQueue(5);
            QueueConsumer<String> texts = queue.map(number -> "n" + number);
            queue.put(1);
            queue.put(2);
            queue.put(3);
            return texts.peek().orElse("")
                    + texts.take()
                    + texts.poll().orElse("")
                    + texts.poll(Duration.ofSeconds(1)).orElse("")
                    + texts.poll().isPresent();
        })) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("n1n1n2n3false");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void whoWaitsAtAQueueGivesUpWhenItsScopeIsCanceled(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowQueue<String> queue = Workflow.newQueue(1);
            CancellationScope scope = Workflow.newCancellationScope(() -> queue.take());
            Promise<?> taker = Async.procedure(scope::run);
            Workflow.sleep(Duration.ofSeconds(1));
            scope.cancel();
            RuntimeException failure = taker.getFailure();
            queue.put("for others");
            return (failure instanceof CanceledFailure) + " " + queue.take();
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("true for others");
        }
    }

    @Test
    void conditionsMustNotTakeFromAQueue() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            WorkflowQueue<String> queue = Workflow.newQueue(1);
            Workflow.await(() -> queue.poll().isPresent());
            return null;
        })) {
            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected an await condition to change nothing, but it tries to change a queue");
        }
    }

    @Test
    void aQueueHasRoomForOneElementAtLeast() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> Workflow.newQueue(0))) {
            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected a capacity of at least 1, but got 0");
        }
    }
}
