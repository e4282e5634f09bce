package dev.weft.frontend.result;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.RunOutcome;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.Reply.HistoryPage;
import dev.weft.frontend.feed.HistoryFeed;
import dev.weft.frontend.feed.HistoryFeeds;
import dev.weft.frontend.problem.ProblemType;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller that waits for the outcome of a run.
 *
 * <p>It listens first and looks then, so that it misses nothing: either the look finds the run closed, or its last event
 * is heard. Runs on the event loop of the call throughout.
 */
final class ResultWait {
    private static final Logger LOG = LoggerFactory.getLogger(ResultWait.class);
    private static final int PAGE_EVENTS = 1000;

    private final RequestGate gate;
    private final Vertx vertx;
    private final ExecutionKey key;
    private final boolean followsRuns;
    private final Executor callThread = CallThread.current();
    private final CompletableFuture<ResultView> answer = new CompletableFuture<>();
    /** Outcomes heard before it was known which run to wait for. */
    private final List<RunOutcome> heard = new ArrayList<>();

    private final List<Long> timers = new ArrayList<>();
    /** The run waited for; empty while the current run is not known. */
    private String runId;
    /** First run of the chain that {@code runId} belongs to, empty while unknown. */
    private String chain = "";

    private boolean located;
    private boolean expired;
    /** Counts the runs waited for, so that an answer about an earlier one is recognised. */
    private int generation;

    ResultWait(RequestGate gate, Vertx vertx, ExecutionKey key, String runId, boolean followsRuns) {
        this.gate = gate;
        this.vertx = vertx;
        this.key = key;
        this.runId = runId;
        this.followsRuns = followsRuns;
    }

    /** @param recheck how often to look again, should the feeds have missed something */
    CompletionStage<ResultView> begin(HistoryFeeds feeds, Duration wait, Duration recheck) {
        if (wait.toMillis() == 0) {
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
        if (answer.isDone()) {
            return;
        }
        int asked = generation;
        boolean anyOfChain = followsRuns && !chain.isEmpty();
        gate.describe(key, anyOfChain ? "" : runId).whenComplete((description, failure) -> {
            if (answer.isDone() || asked != generation) {
                return;
            }
            if (failure == null) {
                described(description);
            } else if (ProblemType.WORKFLOW_CLOSED.isTypeOf(failure)) {
                readToEnd(1);
            } else {
                fail(failure);
            }
        });
    }

    private void described(ExecutionDescription description) {
        boolean same = runId.isEmpty() || runId.equals(description.runId());
        boolean laterOfChain = followsRuns && chain.equals(description.firstRunId());
        if (!same && !laterOfChain) {
            readToEnd(1);
            return;
        }
        locate(description.runId(), description.firstRunId());
        if (answer.isDone() || !description.runId().equals(runId)) {
            return;
        }
        if (!description.status().isOpen()) {
            readToEnd(description.historyLength());
        } else if (expired) {
            answer.complete(ResultView.running(key, runId));
        }
    }

    private void locate(String run, String firstRunId) {
        located = true;
        runId = run;
        chain = firstRunId;
        List<RunOutcome> heardSoFar = List.copyOf(heard);
        heard.clear();
        heardSoFar.forEach(this::settle);
    }

    /** Finds the last event of a closed run; from event 1 when only history knows the run. */
    private void readToEnd(long fromEventId) {
        int asked = generation;
        gate.page(key, runId, fromEventId, PAGE_EVENTS).whenComplete((page, failure) -> {
            if (answer.isDone() || asked != generation) {
                return;
            }
            if (failure != null) {
                fail(failure);
            } else if (page.nextEventId() != 0) {
                noteChain(page);
                readToEnd(page.nextEventId());
            } else {
                noteChain(page);
                lastPageRead(page);
            }
        });
    }

    private void noteChain(HistoryPage page) {
        if (!page.events().isEmpty()
                && page.events().getFirst().attributes() instanceof WorkflowExecutionStarted started) {
            chain = started.firstRunId();
        }
    }

    private void lastPageRead(HistoryPage page) {
        Optional<RunOutcome> outcome = page.events().isEmpty()
                ? Optional.empty()
                : RunOutcome.of(page.runId(), page.events().getLast());
        if (outcome.isPresent()) {
            located = true;
            settle(outcome.get());
        } else {
            fail(new IllegalStateException("Expected history to end with the event that closed run " + runId
                    + " of workflow " + key + ", but it does not"));
        }
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
            generation++;
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

    /** A wait that is under way outlives a failed look: the next one may succeed. */
    private void fail(Throwable failure) {
        if (!located || expired) {
            answer.completeExceptionally(failure);
        } else {
            LOG.debug(
                    "could not look for an outcome, namespace={} workflowId={}",
                    key.namespace(),
                    key.workflowId(),
                    failure);
        }
    }
}
