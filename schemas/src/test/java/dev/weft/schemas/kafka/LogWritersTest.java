package dev.weft.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.ReplyEnvelope;
import dev.weft.schemas.StreamEntry;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.routing.RoutingTable;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class LogWritersTest {
    private static final ExecutionKey KEY = new ExecutionKey("default", "order-17");
    private static final Request REQUEST = Request.of(KEY, new ClientRequest.DescribeWorkflow(""));
    private static final ReplyTo REPLY_TO = new ReplyTo("frontend-1", 99);

    private final Codecs codecs = new Codecs();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final LogProducer producer = new LogProducer(kafka);
    private final Routing routing = new Routing(new RoutingTable(3, 8, 8, List.of()));
    private final RequestLog requests = new RequestLog(producer, Topics.DEFAULT, () -> routing, codecs.request());

    @Test
    void requestGoesToThePartitionOfItsExecution() {
        requests.append(REQUEST);

        ProducerRecord<byte[], byte[]> sent = onlySent();
        assertThat(sent.topic()).isEqualTo("weft-requests");
        assertThat(sent.partition()).isEqualTo(routing.partitionOf(KEY));
        assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("default/order-17");
        assertThat(codecs.request().decode(sent.value())).isEqualTo(REQUEST);
    }

    @Test
    void streamEntryGoesToThePartitionOfItsExecution() {
        StreamEntry entry = new StreamEntry.StatusChanged(
                KEY,
                "run-1",
                WorkflowStatus.STUCK,
                new Problem("NON_DETERMINISTIC_ERROR", "Expected a timer, but got an activity", Instant.EPOCH, 1));

        new StreamLog(producer, Topics.DEFAULT, () -> routing, codecs.streamEntry()).send(entry);

        ProducerRecord<byte[], byte[]> sent = onlySent();
        assertThat(sent.topic()).isEqualTo("weft-streams");
        assertThat(sent.partition()).isEqualTo(routing.partitionOf(KEY));
        var source = StreamLog.source(Topics.DEFAULT, codecs.streamEntry());
        assertThat(source.keyOf().apply(sent.key())).isEqualTo(KEY);
        assertThat(source.codec().decode(sent.value())).isEqualTo(entry);
    }

    @Test
    void requestCarriesTheRoutingVersion() {
        requests.append(REQUEST);

        assertThat(onlySent().headers().lastHeader("weft-routing-version").value())
                .containsExactly(0, 0, 0, 3);
    }

    @Test
    void requestToAPartitionGoesThere() {
        Request resend = Request.of(ExecutionKey.NONE, new EngineRequest.ResendTasks(2, 4));

        requests.appendTo(5, resend);

        assertThat(onlySent().partition()).isEqualTo(5);
        assertThat(codecs.request().decode(onlySent().value())).isEqualTo(resend);
    }

    @Test
    void requestIsDurableWhenItIsAcknowledged() {
        CompletableFuture<Void> durable = requests.append(REQUEST);
        assertThat(durable).isNotDone();

        kafka.completeNext();

        assertThat(durable).isCompleted();
    }

    @Test
    void requestThatIsNotAcknowledgedFails() {
        CompletableFuture<Void> durable = requests.append(REQUEST);

        kafka.errorNext(new NotLeaderOrFollowerException("moved"));

        assertThatThrownBy(durable::join)
                .hasCauseInstanceOf(LogException.class)
                .hasMessageContaining("Expected weft-requests-" + routing.partitionOf(KEY) + " to acknowledge")
                .hasMessageContaining("but moved");
    }

    @Test
    void requestAfterCloseFails() {
        producer.close();

        assertThat(requests.append(REQUEST)).isCompletedExceptionally();
    }

    @Test
    void replyGoesToThePartitionOfItsInstance() {
        ReplyLog replies = new ReplyLog(producer, Topics.DEFAULT, 8, codecs.reply());

        replies.send(REPLY_TO, new Reply.Accepted("run"));

        ProducerRecord<byte[], byte[]> sent = onlySent();
        assertThat(sent.topic()).isEqualTo("weft-replies");
        assertThat(sent.partition()).isEqualTo(Routing.replyPartition("frontend-1", 8));
        assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("frontend-1");
        assertThat(codecs.reply().decode(sent.value()))
                .isEqualTo(new ReplyEnvelope(REPLY_TO, new Reply.Accepted("run")));
    }

    @Test
    void stickyTaskGoesToThePartitionOfTheNormalQueue() {
        TaskLog tasks = new TaskLog(producer, Topics.DEFAULT, 8, codecs.task());
        QueueName sticky = new QueueName("default", "payments", "worker-1");
        Task task = new Task.QueryTask(
                sticky, KEY, "run", "Order", REPLY_TO, "status", List.of(Payload.NONE), List.of(), 0, 12, false);

        tasks.send(task);

        ProducerRecord<byte[], byte[]> sent = onlySent();
        assertThat(sent.topic()).isEqualTo("weft-tasks");
        assertThat(sent.partition()).isEqualTo(Routing.taskPartition(sticky.normal(), 8));
        assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("default/payments");
        assertThat(codecs.task().decode(sent.value())).isEqualTo(task);
    }

    @Test
    void deadLetterKeepsTheRecordAsItWas() {
        DeadLetters letters = new DeadLetters(producer, Topics.DEFAULT, codecs.deadLetter());
        DeadLetter letter = new DeadLetter(
                "weft-requests", 3, 42, "Expected …, but …", "", new byte[] {1}, new byte[] {2, 3}, Instant.EPOCH);

        letters.put(letter);

        assertThat(onlySent().topic()).isEqualTo("weft-dead-letters");
        assertThat(onlySent().key()).containsExactly(1);
        assertThat(codecs.deadLetter().decode(onlySent().value()).value()).containsExactly(2, 3);
    }

    private ProducerRecord<byte[], byte[]> onlySent() {
        assertThat(kafka.history()).hasSize(1);
        return kafka.history().getFirst();
    }
}
