package dev.weft.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.RequestAsker.Asked;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.DescribeWorkflow;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LogClientTest {
    private static final ExecutionKey KEY = new ExecutionKey("default", "a");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Request> appended = new ArrayList<>();
    private final CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
    private final LogClient client = new LogClient("me", request -> {
        appended.add(request);
        return acknowledgement;
    });

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void questionNamesItsAsker() {
        client.ask(KEY, "request-1", new DescribeWorkflow(""), LONG);

        Request request = appended.getFirst();
        assertThat(request.key()).isEqualTo(KEY);
        assertThat(request.requestId()).isEqualTo("request-1");
        assertThat(request.replyTo().instance()).isEqualTo("me");
    }

    @Test
    void replyFindsItsQuestion() {
        Asked first = client.ask(KEY, "", new DescribeWorkflow(""), LONG);
        Asked second = client.ask(KEY, "", new DescribeWorkflow(""), LONG);

        boolean taken = client.offer(appended.get(1).replyTo(), new Reply.Accepted("run"));

        assertThat(taken).isTrue();
        assertThat(first.reply()).isNotDone();
        assertThat(second.reply()).isCompletedWithValue(new Reply.Accepted("run"));
        assertThat(client.pendingQuestions()).isEqualTo(1);
    }

    @Test
    void replyToAnotherInstanceIsNotTaken() {
        assertThat(client.offer(new ReplyTo("other", 1), new Reply.None())).isFalse();
    }

    @Test
    void replyThatNobodyWaitsForIsTakenAndDropped() {
        assertThat(client.offer(new ReplyTo("me", 12345), new Reply.None())).isTrue();
    }

    @Test
    void questionFailsWhenTheLogDoesNotTakeIt() {
        Asked asked = client.ask(KEY, "", new DescribeWorkflow(""), LONG);

        acknowledgement.completeExceptionally(new LogException("Expected the log, but it is away"));

        assertThatThrownBy(asked.reply()::join).hasCauseInstanceOf(LogException.class);
        assertThat(client.pendingQuestions()).isZero();
    }

    @Test
    void durabilityIsToldBeforeTheReply() {
        Asked asked = client.ask(KEY, "", new DescribeWorkflow(""), LONG);

        acknowledgement.complete(null);

        assertThat(asked.durable()).isCompleted();
        assertThat(asked.reply()).isNotDone();
    }

    @Test
    void unansweredQuestionTimesOut() {
        Asked asked = client.ask(KEY, "", new DescribeWorkflow(""), Duration.ofMillis(1));

        assertThatThrownBy(() -> asked.reply().get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void closingFailsWhatIsUnderWay() {
        Asked asked = client.ask(KEY, "", new DescribeWorkflow(""), LONG);

        client.close();

        assertThatThrownBy(asked.reply()::join).hasCauseInstanceOf(LogException.class);
    }
}
