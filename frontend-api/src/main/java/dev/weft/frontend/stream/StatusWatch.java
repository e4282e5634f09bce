package dev.weft.frontend.stream;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.frontend.feed.HistoryFeed.Subscription;
import dev.weft.frontend.feed.StatusFeed;
import dev.weft.frontend.request.CallThread;
import dev.weft.frontend.request.RequestGate;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Tells one client when the execution that it follows becomes stuck, and when it goes on; first of all that it is stuck.
 * What the feed may have missed is asked for. Runs on the event loop of the call.
 */
final class StatusWatch {
    private static final String STATUS = "status";

    private final RequestGate gate;
    private final StatusFeed feed;
    private final ExecutionKey key;
    private final EventSink sink;
    private final Executor callThread = CallThread.current();
    /** What the client knows: the run that is stuck, empty while none is. */
    private String stuckRunId = "";

    StatusWatch(RequestGate gate, StatusFeed feed, ExecutionKey key, EventSink sink) {
        this.gate = gate;
        this.feed = feed;
        this.key = key;
        this.sink = sink;
    }

    Subscription begin() {
        Subscription subscription = feed.subscribe(
                key,
                changed -> callThread.execute(
                        () -> tell(StatusView.of(changed.runId(), changed.status(), changed.problem()))));
        if (!subscription.live().toCompletableFuture().isDone()) {
            subscription.live().thenRun(() -> callThread.execute(this::check));
        }
        return subscription;
    }

    /**
     * Asks how the execution fares, and tells the client when that is news.
     *
     * @return completes normally in any case: whoever reads history learns what is wrong
     */
    CompletionStage<Void> check() {
        return gate.describe(key, "").handle((described, failure) -> {
            if (failure == null) {
                tell(described);
            }
            return null;
        });
    }

    /** What was told may be out of date. */
    void recheck() {
        if (!stuckRunId.isEmpty()) {
            check();
        }
    }

    private void tell(ExecutionDescription described) {
        tell(StatusView.of(described.runId(), described.status(), described.problem()));
    }

    private void tell(StatusView view) {
        String stuck = view.status() == WorkflowStatus.STUCK ? view.runId() : "";
        if (!stuck.equals(stuckRunId) && !sink.isClosed()) {
            stuckRunId = stuck;
            sink.send(STATUS, view);
        }
    }
}
