package dev.weft.matching.report;

import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.port.RequestAppender;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Takes what workers report: finished tasks go to the log, answers to queries straight to who asked. Thread-safe. What is
 * not acknowledged yet is bounded, so that a log that is away does not block those who append.
 */
public final class Reports {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** How long a report waits for what history decides before it is answered without that. */
    private static final Duration DECISION_WAIT = Duration.ofMillis(500);

    private final RequestAppender log;
    private final RequestAsker asker;
    private final Answers answers;
    private final long bytesUnderWayMaximum;
    private final AtomicLong bytesUnderWay = new AtomicLong();

    /** @param bytesUnderWayMaximum of reports that the log has not acknowledged yet */
    public Reports(RequestAppender log, RequestAsker asker, Answers answers, long bytesUnderWayMaximum) {
        this.log = log;
        this.asker = asker;
        this.answers = answers;
        this.bytesUnderWayMaximum = bytesUnderWayMaximum;
    }

    /** Brings the answer of a query to the process that waits for it. */
    @FunctionalInterface
    public interface Answers {
        CompletableFuture<Void> send(ReplyTo replyTo, Reply reply);
    }

    /**
     * Completes when all are durable, on any thread; exceptionally when one is not, or with {@link LogBusyException}.
     *
     * @param bytes what the reports took in the call that brought them
     */
    public CompletableFuture<Void> take(List<Report> reports, int bytes) {
        return take(reports, bytes, report -> false);
    }

    /**
     * As {@link #take(List, int)}.
     *
     * @param decided reports that also wait, for a moment, until history has decided about them
     */
    public CompletableFuture<Void> take(List<Report> reports, int bytes, Predicate<LogReport> decided) {
        if (reports.isEmpty()) {
            return DONE;
        }
        if (bytesUnderWay.addAndGet(bytes) > bytesUnderWayMaximum && bytes < bytesUnderWay.get()) {
            bytesUnderWay.addAndGet(-bytes);
            return CompletableFuture.failedFuture(new LogBusyException());
        }
        CompletableFuture<Void> all = takeAll(reports, decided);
        all.whenComplete((done, failure) -> bytesUnderWay.addAndGet(-bytes));
        return all;
    }

    private CompletableFuture<Void> takeAll(List<Report> reports, Predicate<LogReport> decided) {
        if (reports.size() == 1) {
            return take(reports.getFirst(), decided);
        }
        CompletableFuture<?>[] each = new CompletableFuture<?>[reports.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = take(reports.get(i), decided);
        }
        return CompletableFuture.allOf(each);
    }

    private CompletableFuture<Void> take(Report report, Predicate<LogReport> decided) {
        return switch (report) {
            case LogReport logged when decided.test(logged) -> ask(logged);
            case LogReport(var key, var request) -> log.append(Request.of(key, request));
            case QueryReport(ReplyTo replyTo, Payload result, Failure failure) ->
                answers.send(replyTo, answer(result, failure));
        };
    }

    /** An answer that is too large becomes a failure, so that whoever asked hears why there is none. */
    private static Reply.QueryAnswered answer(Payload result, Failure failure) {
        long bytes = EncodedSize.of(result) + EncodedSize.of(failure);
        if (bytes <= Limits.PAYLOAD_BYTES) {
            return new Reply.QueryAnswered(result, failure);
        }
        return new Reply.QueryAnswered(
                Payload.NONE,
                Failure.of(new FailureInfo.Server(
                        "Expected the answer of the query to have at most " + Limits.PAYLOAD_BYTES
                                + " bytes, but it has " + bytes,
                        true)));
    }

    private CompletableFuture<Void> ask(LogReport report) {
        RequestAsker.Asked asked = asker.ask(report.key(), "", report.request(), DECISION_WAIT);
        CompletableFuture<Void> decided = asked.reply().handle((reply, none) -> null);
        return asked.durable().thenCompose(durable -> decided);
    }
}
