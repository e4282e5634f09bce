package dev.weft.matching.report;

import static dev.weft.matching.queue.Tasks.activityTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final Report COMPLETED = new LogReport(
            activityTask("1").key(), new CompleteActivityTask("1", 5, 1, Instant.EPOCH, Payload.NONE, "w"));

    private final List<CompletableFuture<Void>> acknowledgements = new ArrayList<>();
    private final CompletableFuture<Reply> decision = new CompletableFuture<>();
    private final List<Reply> answers = new ArrayList<>();
    private final Reports reports = new Reports(
            request -> acknowledgement(),
            this::ask,
            (replyTo, reply) -> {
                answers.add(reply);
                return CompletableFuture.completedFuture(null);
            },
            100);

    @Test
    void severalReportsAreDurableWhenTheLastOneIs() {
        CompletableFuture<Void> all = reports.take(List.of(COMPLETED, COMPLETED), 10);

        acknowledgements.get(0).complete(null);
        assertThat(all).isNotDone();
        acknowledgements.get(1).complete(null);

        assertThat(all).isCompleted();
    }

    @Test
    void aReportThatWaitsForItsDecisionIsAnsweredOnceHistoryHasDecided() {
        CompletableFuture<Void> all = reports.take(List.of(COMPLETED), 10, report -> true);

        acknowledgements.getFirst().complete(null);
        assertThat(all).isNotDone();
        decision.complete(new Reply.Accepted("1"));

        assertThat(all).isCompleted();
    }

    @Test
    void aReportIsDurableAlsoWhenHistoryDoesNotDecideInTime() {
        CompletableFuture<Void> all = reports.take(List.of(COMPLETED), 10, report -> true);

        acknowledgements.getFirst().complete(null);
        decision.completeExceptionally(new TimeoutException());

        assertThat(all).isCompleted();
    }

    @Test
    void aReportThatTheLogRefusesFailsWhateverItWaitsFor() {
        CompletableFuture<Void> all = reports.take(List.of(COMPLETED), 10, report -> true);

        acknowledgements.getFirst().completeExceptionally(new IllegalStateException());

        assertThat(all).isCompletedExceptionally();
    }

    @Test
    void anAnswerToAQueryGoesToItsAsker() {
        QueryReport answer = new QueryReport(new ReplyTo("frontend", 7), Payload.json("1"), Failure.NONE);

        assertThat(reports.take(List.of(answer), 10)).isCompleted();

        assertThat(answers).containsExactly(new Reply.QueryAnswered(Payload.json("1"), Failure.NONE));
    }

    @Test
    void whoAskedHearsThatAnAnswerIsTooLarge() {
        Payload large = new Payload(Payload.BINARY, Map.of(), new byte[3 << 20]);

        reports.take(List.of(new QueryReport(new ReplyTo("frontend", 7), large, Failure.NONE)), 10);

        assertThat(answers).singleElement().isInstanceOfSatisfying(Reply.QueryAnswered.class, answer -> {
            assertThat(answer.result()).isEqualTo(Payload.NONE);
            assertThat(answer.failure().message()).contains("Expected the answer of the query", ", but it has");
        });
    }

    @Test
    void moreThanTheLogKeepsUpWithIsRefusedUntilItHas() {
        reports.take(List.of(COMPLETED), 90);

        assertThat(reports.take(List.of(COMPLETED), 20)).isCompletedExceptionally();

        acknowledgements.getFirst().complete(null);
        assertThat(reports.take(List.of(COMPLETED), 20)).isNotDone();
    }

    @Test
    void aSingleLargeReportPassesWhenNothingElseIsUnderWay() {
        assertThat(reports.take(List.of(COMPLETED), 5_000)).isNotDone();
    }

    private CompletableFuture<Void> acknowledgement() {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        acknowledgements.add(acknowledged);
        return acknowledged;
    }

    private RequestAsker.Asked ask(ExecutionKey key, String requestId, RequestBody body, Duration timeout) {
        return new RequestAsker.Asked(acknowledgement(), decision);
    }
}
