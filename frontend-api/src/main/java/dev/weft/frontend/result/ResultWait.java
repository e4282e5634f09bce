package dev.weft.frontend.result;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.Reply.HistoryPage;
import dev.weft.frontend.feed.HistoryFeed;
import dev.weft.frontend.feed.HistoryFeeds;
import dev.weft.frontend.request.CallThread;
import dev.weft.frontend.request.RequestGate;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One caller that waits for the outcome of a run.
 *
 * <p>It listens first and looks then, so that it misses nothing: either the look finds the run closed, or its last event
 * is heard. Runs on the event loop of the call throughout.
 */
final class ResultWait {
    private final RequestGate gate;
    private final Vertx vertx;
    private final ExecutionKey key;
    private final boolean followsRuns;
    private final Executor callThread = CallThread.current();
    private final CompletableFuture<ResultView> answer = new CompletableFuture<>();
    /** Outcomes heard before it was known which run to wait for. */
    private final List<RunOutcome> heard = new ArrayList<>();

    private final List<Long> timers = new ArrayList<>();
    /** Empty while the current run is not known. */
    private String runId;

    private boolean located;
    private boolean expired;

    ResultWait(RequestGate gate, Vertx vertx, ExecutionKey key, String runId, boolean followsRuns) {
        this.gate = gate;
        this.vertx = vertx;
        this.key = key;
        this.runId = runId;
        this.followsRuns = followsRuns;
    }

    /** @param recheck how often to look again, should the feeds have missed something */
    CompletionStage<ResultView> begin(HistoryFeeds feeds, Duration wait, Duration recheck) {
        if (wait.isZero()) {
            expired = true;
        } else {
            HistoryFeed.Subscription subscription =
                    feeds.subscribe(key, (run, events) -> callThread.execute(() -> appended(run, events.getLast())));
            answer.whenComplete((view, failure) -> subscription.close());
            if (!subscription.live().toCompletableFuture().isDone()) {
                subscription.live().thenRun(() -> callThread.execute(this::look));
            }
            timers.add(vertx.setTimer(wait.toMillis(), timer -> expire()));
            timers.add(vertx.setPeriodic(recheck.toMillis(), timer -> look()));
            answer.whenComplete((view, failure) -> timers.forEach(vertx::cancelTimer));
        }
        look();
        return answer;
    }

    private void look() {
        if (!answer.isDone()) {
            gate.describe(key, runId).thenAccept(this::described).exceptionally(this::fail);
        }
    }

    private void described(ExecutionDescription description) {
        if (answer.isDone() || (located && !description.runId().equals(runId))) {
            return;
        }
        located = true;
        runId = description.runId();
        List<RunOutcome> heardSoFar = List.copyOf(heard);
        heard.clear();
        heardSoFar.forEach(this::settle);
        if (answer.isDone() || !description.runId().equals(runId)) {
            return;
        }
        if (!description.status().isOpen()) {
            gate.page(key, runId, description.historyLength(), 1)
                    .thenAccept(this::lastEventRead)
                    .exceptionally(this::fail);
        } else if (expired) {
            answer.complete(ResultView.running(key, runId));
        }
    }

    private void lastEventRead(HistoryPage page) {
        if (page.events().isEmpty()) {
            throw new IllegalStateException(
                    "Expected the last event of the closed run " + page.runId() + ", but history has none");
        }
        settle(RunOutcome.of(page.runId(), page.events().getLast())
                .orElseThrow(() -> new IllegalStateException("Expected the last event of the closed run "
                        + page.runId() + " to close it, but it is "
                        + page.events().getLast().eventType())));
    }

    /** Only the last event of a run closes it, so only the last one of a batch is of interest. */
    private void appended(String run, HistoryEvent last) {
        Optional<RunOutcome> outcome = RunOutcome.of(run, last);
        if (outcome.isEmpty() || answer.isDone()) {
            return;
        }
        if (located) {
            settle(outcome.get());
        } else {
            heard.add(outcome.get());
        }
    }

    private void settle(RunOutcome outcome) {
        if (answer.isDone() || !outcome.runId().equals(runId)) {
            return;
        }
        if (outcome.isContinued() && followsRuns) {
            runId = outcome.nextRunId();
            look();
        } else {
            answer.complete(ResultView.of(key, outcome));
        }
    }

    private void expire() {
        expired = true;
        if (located) {
            answer.complete(ResultView.running(key, runId));
        }
    }

    private Void fail(Throwable failure) {
        if (!located || expired) {
            answer.completeExceptionally(failure);
        }
        return null;
    }
}
