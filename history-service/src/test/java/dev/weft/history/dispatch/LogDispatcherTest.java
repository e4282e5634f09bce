package dev.weft.history.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.request.WorkerRequest.FailWorkflowTask;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.schemas.kafka.LogProducer;
import dev.weft.schemas.kafka.ReplyLog;
import dev.weft.schemas.kafka.RequestLog;
import dev.weft.schemas.kafka.StreamLog;
import dev.weft.schemas.kafka.TaskLog;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LogDispatcherTest {
    private static final QueueName QUEUE = new QueueName("default", "orders", "");

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final LogDispatcher dispatcher = new LogDispatcher(Neighbours.NONE, logs());

    @Test
    void anExecutionIsSentAgainOnceHoweverManyOfItsEffectsFailed() {
        for (int attempt = 1; attempt <= 100; attempt++) {
            dispatcher.task(activityTask("a", attempt));
        }
        failNext(100);

        assertThat(rounds(5)).containsExactly(key("a"));
    }

    @Test
    void whatFailsBitByBitIsSentAgainOnceItIsQuiet() {
        for (int attempt = 1; attempt <= 4; attempt++) {
            dispatcher.task(activityTask("a", attempt));
        }
        for (int attempt = 1; attempt <= 4; attempt++) {
            failNext(1);
            assertThat(rounds(1)).isEmpty();
        }

        assertThat(rounds(5)).containsExactly(key("a"));
    }

    @Test
    void nothingIsTriedForAWhileOnceTheLogTakesNothing() {
        kafka.sendException = new TimeoutException("Expected room in the buffer, but it is full");
        dispatcher.task(activityTask("a", 1));
        assertThat(dispatcher.isHolding()).isTrue();
        kafka.sendException = null;

        dispatcher.task(activityTask("a", 2));
        dispatcher.request(key("b"), Request.of(key("c"), failed()));
        assertThat(kafka.history()).isEmpty();

        assertThat(rounds(1)).containsExactlyInAnyOrder(key("a"), key("b"));
        dispatcher.task(activityTask("a", 2));
        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void anActivityThatIsTooLargeFailsInsteadOfBeingSentAgain() {
        dispatcher.task(activityTask("a", 3));
        kafka.errorNext(new RecordTooLargeException("9 MiB"));

        assertThat(rounds(5)).isEmpty();
        assertThat(dispatcher.isHolding()).isFalse();
        Unsendable effect = dispatcher.pollUnsendable().orElseThrow();
        assertThat(effect.reason()).startsWith("Expected weft-tasks-").endsWith("9 MiB");
        assertThat(effect.remedy().orElseThrow().body()).isInstanceOfSatisfying(FailActivityTask.class, failure -> {
            assertThat(failure.attempt()).isEqualTo(3);
            assertThat(failure.failure().chain().getFirst().message()).isEqualTo(effect.reason());
        });
        assertThat(dispatcher.pollUnsendable()).isEmpty();
    }

    @Test
    void aWorkflowTaskThatIsTooLargeFailsForItsSize() {
        kafka.sendException = new RecordTooLargeException("9 MiB");
        dispatcher.task(workflowTask());

        assertThat(dispatcher.isHolding()).isFalse();
        assertThat(rounds(5)).isEmpty();
        assertThat(dispatcher
                        .pollUnsendable()
                        .orElseThrow()
                        .remedy()
                        .orElseThrow()
                        .body())
                .isInstanceOfSatisfying(FailWorkflowTask.class, failure -> assertThat(failure.cause())
                        .isEqualTo(WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED));
    }

    @Test
    void aRequestThatIsTooLargeIsPutAsideUnderItsSender() {
        dispatcher.request(key("a"), Request.of(key("b"), failed()));
        kafka.errorNext(new RecordTooLargeException("9 MiB"));

        assertThat(rounds(5)).isEmpty();
        Unsendable effect = dispatcher.pollUnsendable().orElseThrow();
        assertThat(effect.sender()).isEqualTo(key("a"));
        assertThat(effect.what()).contains("FailWorkflowTask", "b");
    }

    @Test
    void aWithdrawalFollowsTheTasksOfItsQueueAndIsNotRepeated() {
        TaskWithdrawal withdrawal =
                new TaskWithdrawal(QUEUE, key("a"), "run", List.of(new TaskWithdrawal.Attempt(5, 1)), Instant.MAX);
        dispatcher.task(activityTask("a", 1));
        dispatcher.withdraw(withdrawal);

        assertThat(kafka.history().get(1).partition())
                .isEqualTo(kafka.history().get(0).partition());
        assertThat(new Codecs().task().decode(kafka.history().get(1).value())).isEqualTo(withdrawal);
        kafka.completeNext();
        failNext(1);
        assertThat(rounds(5)).isEmpty();
    }

    private void failNext(int count) {
        for (int failed = 0; failed < count; failed++) {
            kafka.errorNext(new TimeoutException("Expected an answer, but there was none"));
        }
    }

    /** Every execution that is to be sent again in so many rounds. */
    private List<ExecutionKey> rounds(int count) {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(round -> {
                    dispatcher.beginRound();
                    return dispatcher.takeUnsent().stream();
                })
                .toList();
    }

    private EffectLogs logs() {
        Codecs codecs = new Codecs();
        LogProducer producer = new LogProducer(kafka);
        return new EffectLogs(
                new TaskLog(producer, Topics.DEFAULT, 4, codecs.task()),
                new ReplyLog(producer, Topics.DEFAULT, 1, codecs.reply()),
                new RequestLog(producer, Topics.DEFAULT, () -> Routing.initial(1), codecs.request()),
                new StreamLog(producer, Topics.DEFAULT, () -> Routing.initial(1), codecs.streamEntry()));
    }

    private static ExecutionKey key(String workflowId) {
        return new ExecutionKey("default", workflowId);
    }

    private static FailWorkflowTask failed() {
        return new FailWorkflowTask("run", 2, 1, WorkflowTaskFailedCause.DEADLOCK, Failure.NONE, "w");
    }

    private static Task workflowTask() {
        return new Task.WorkflowTask(
                QUEUE, key("a"), "run", "Order", 2, 3, 1, false, List.of(), 0, List.of(), Duration.ofSeconds(10));
    }

    private static Task activityTask(String workflowId, int attempt) {
        return new Task.ActivityTask(
                QUEUE,
                key(workflowId),
                "run",
                "Order",
                "charge",
                "Charge",
                5,
                attempt,
                List.of(),
                Map.of(),
                ActivitySettings.startToClose(Duration.ofSeconds(10)),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                Failure.NONE,
                false);
    }
}
