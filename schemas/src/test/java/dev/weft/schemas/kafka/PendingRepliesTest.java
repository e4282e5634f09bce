package dev.weft.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PendingRepliesTest {
    private static final ExecutionKey KEY = new ExecutionKey("default", "a");
    private static final Reply REPLY = new Reply.Accepted("run");

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final PendingReplies pending = new PendingReplies(nanos::get);

    @Test
    void answerInTimeCompletesTheQuestion() {
        CompletableFuture<Reply> asked = pending.expect(1, KEY, Duration.ofSeconds(1));

        boolean taken = pending.complete(1, REPLY);

        assertThat(taken).isTrue();
        assertThat(asked).isCompletedWithValue(REPLY);
        assertThat(pending.size()).isZero();
    }

    @Test
    void unansweredQuestionTimesOut() {
        CompletableFuture<Reply> asked = pending.expect(1, KEY, Duration.ofSeconds(1));

        pass(Duration.ofSeconds(1).plus(PendingReplies.TICK.multipliedBy(2)));

        assertThatThrownBy(asked::join)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("Expected an answer about default/a within PT1S, but there is none");
        assertThat(pending.size()).isZero();
    }

    @Test
    void questionDoesNotTimeOutEarly() {
        CompletableFuture<Reply> asked = pending.expect(1, KEY, Duration.ofSeconds(1));

        pass(Duration.ofSeconds(1));

        assertThat(asked).isNotDone();
    }

    @Test
    void timeoutBeyondOneRoundOfTheWheelIsKept() {
        CompletableFuture<Reply> asked = pending.expect(1, KEY, Duration.ofMinutes(10));

        for (int i = 0; i < 599; i++) {
            pass(Duration.ofSeconds(1));
        }
        assertThat(asked).isNotDone();

        pass(Duration.ofSeconds(2));
        assertThat(asked).isCompletedExceptionally();
    }

    @Test
    void everyQuestionTimesOutHoweverUnevenlyTimePasses() {
        Random random = new Random(5);
        List<CompletableFuture<Reply>> asked = LongStream.range(0, 2000)
                .mapToObj(id -> {
                    CompletableFuture<Reply> question =
                            pending.expect(id, KEY, Duration.ofMillis(random.nextLong(200_000)));
                    pass(Duration.ofMillis(random.nextLong(500)));
                    return question;
                })
                .toList();

        pass(Duration.ofMinutes(5));

        assertThat(asked).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(pending.size()).isZero();
    }

    @Test
    void lateAnswerIsDropped() {
        pending.expect(1, KEY, Duration.ZERO);
        pass(Duration.ofSeconds(1));

        assertThat(pending.complete(1, REPLY)).isFalse();
    }

    @Test
    void questionThatItsAskerGivesUpLeavesNothingBehind() {
        CompletableFuture<Reply> asked = pending.expect(1, KEY, Duration.ofSeconds(1));

        asked.cancel(false);

        assertThat(pending.size()).isZero();
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        pending.expire();
    }
}
