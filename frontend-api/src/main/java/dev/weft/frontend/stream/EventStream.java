package dev.weft.frontend.stream;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.RunOutcome;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply.HistoryPage;
import dev.weft.frontend.feed.HistoryFeed;
import dev.weft.frontend.feed.HistoryFeeds;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.CallThread;
import dev.weft.frontend.request.RequestGate;
import dev.weft.frontend.result.ResultView;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows an execution, run after run.
 *
 * <p>Events come from history; the live feed only spares the reading where it continues exactly what was sent. Whatever
 * else it tells means that there is more to read. So nothing is lost or doubled, however unreliable the feed, and a slow
 * client costs no memory: while it is behind, live events are not kept. Runs on the event loop of the call throughout.
 *
 * <pre>
 * state            page with more     last page      live, continues what was sent   live, anything else
 * reading          send, read on      send: live     behind: read once more          behind: read once more
 * live             -                  -              send                            read
 * client is full   wait until it has caught up, then read
 * </pre>
 */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final String CLOSED = "closed";

    private final RequestGate gate;
    private final Vertx vertx;
    private final Followed followed;
    private final EventSink sink;
    private final StatusWatch status;
    private final Executor callThread = CallThread.current();
    /** Fails when the stream could not begin; never completes otherwise. */
    private final CompletableFuture<Void> beginning = new CompletableFuture<>();

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private StreamPosition sent;
    private boolean opened;
    private boolean reading;
    private boolean behind;

    /**
     * What a client follows.
     *
     * @param from the last event that the client has seen
     * @param nextRuns whether to go on with the run that continues this one
     * @param pageEvents events read at a time
     */
    record Followed(ExecutionKey key, StreamPosition from, boolean nextRuns, int pageEvents) {}

    EventStream(RequestGate gate, Vertx vertx, Followed followed, EventSink sink, StatusWatch status) {
        this.gate = gate;
        this.vertx = vertx;
        this.followed = followed;
        this.sent = followed.from();
        this.sink = sink;
        this.status = status;
    }

    /** @return fails when the stream cannot begin, and never completes otherwise */
    CompletionStage<Void> begin(HistoryFeeds feeds, Duration heartbeat) {
        HistoryFeed.Subscription subscription =
                feeds.subscribe(followed.key(), (runId, events) -> callThread.execute(() -> appended(runId, events)));
        long timer = vertx.setPeriodic(heartbeat.toMillis(), same -> beat());
        over.thenRun(() -> {
            vertx.cancelTimer(timer);
            subscription.close();
        });
        sink.whenClosed(() -> over.complete(null));
        if (!subscription.live().toCompletableFuture().isDone()) {
            subscription.live().thenRun(() -> callThread.execute(this::readMore));
        }
        read();
        return beginning;
    }

    private void appended(String runId, List<HistoryEvent> events) {
        boolean sameRun = runId.equals(sent.runId());
        if (sameRun && events.getLast().eventId() <= sent.eventId()) {
            return;
        }
        boolean continues = sameRun && events.getFirst().eventId() <= sent.eventId() + 1;
        if (!continues || !opened || reading || behind || sink.isFull()) {
            readMore();
        } else if (!over.isDone()) {
            sendUntilClose(events);
        }
    }

    private void beat() {
        if (opened && !sink.isFull()) {
            sink.heartbeat();
            status.recheck();
        }
        readMore();
    }

    private void readMore() {
        behind = true;
        read();
    }

    /** From the last event that was sent, so that one that closes its run is seen again after a reconnection. */
    private void read() {
        if (reading || over.isDone()) {
            return;
        }
        if (sink.isFull()) {
            sink.whenDrained(this::read);
            return;
        }
        reading = true;
        behind = false;
        gate.page(followed.key(), sent.runId(), Math.max(1, sent.eventId()), followed.pageEvents())
                .whenComplete((page, failure) -> {
                    if (failure != null) {
                        reading = false;
                        fail(failure);
                    } else if (opened) {
                        pageRead(page);
                    } else {
                        open().thenRun(() -> pageRead(page));
                    }
                });
    }

    /** The client is connected, and learns first whether the execution is stuck. */
    private CompletionStage<Void> open() {
        opened = true;
        sink.open();
        over.thenRun(status.begin()::close);
        return status.check();
    }

    private void pageRead(HistoryPage page) {
        reading = false;
        if (over.isDone()) {
            return;
        }
        if (sent.runId().isEmpty()) {
            sent = new StreamPosition(page.runId(), sent.eventId());
        }
        boolean closed = sendUntilClose(page.events());
        if (!closed && (page.nextEventId() != 0 || behind)) {
            read();
        }
    }

    /** @return whether the run is closed, and the stream ended or reading the next run */
    private boolean sendUntilClose(List<HistoryEvent> events) {
        for (HistoryEvent event : events) {
            if (event.eventId() > sent.eventId()) {
                sent = new StreamPosition(sent.runId(), event.eventId());
                sink.send(sent, "", event);
            }
            Optional<RunOutcome> outcome =
                    event.eventId() == sent.eventId() ? RunOutcome.of(sent.runId(), event) : Optional.empty();
            if (outcome.isPresent()) {
                runClosed(outcome.get());
                return true;
            }
        }
        return false;
    }

    private void runClosed(RunOutcome outcome) {
        if (outcome.isContinued() && followed.nextRuns()) {
            sent = new StreamPosition(outcome.nextRunId(), 0);
            read();
        } else {
            sink.send(sent, CLOSED, ResultView.of(followed.key(), outcome));
            end();
        }
    }

    /** What passes is tried again with the next heartbeat; a client that is cut off connects again by itself. */
    private void fail(Throwable failure) {
        if (!opened) {
            over.complete(null);
            beginning.completeExceptionally(failure);
        } else if (!ProblemType.isPassing(failure)) {
            LOG.warn(
                    "ended a stream that cannot be read on, namespace={} workflowId={}",
                    followed.key().namespace(),
                    followed.key().workflowId(),
                    failure);
            end();
        }
    }

    private void end() {
        over.complete(null);
        if (!sink.isClosed()) {
            sink.end();
        }
    }
}
