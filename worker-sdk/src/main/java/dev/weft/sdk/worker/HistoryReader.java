package dev.weft.sdk.worker;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.protocol.WorkerProtocol.HistoryRequest;
import dev.weft.sdk.runner.HistoryPages;
import dev.weft.sdk.transport.TransportException;
import dev.weft.sdk.transport.WorkerCalls;
import java.time.Duration;
import java.util.List;

/** Reads history for one task, and is patient with a platform that is away for a moment. */
final class HistoryReader implements HistoryPages {
    private static final int PAGE_EVENTS_MAX = 1_000;
    private static final int TRIES_MAX = 10;
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(1);

    private final WorkerCalls calls;
    private final ExecutionKey key;
    private final String runId;

    HistoryReader(WorkerCalls calls, ExecutionKey key, String runId) {
        this.calls = calls;
        this.key = key;
        this.runId = runId;
    }

    @Override
    public List<HistoryEvent> read(long fromEventId) {
        HistoryRequest request = new HistoryRequest(key, runId, fromEventId, PAGE_EVENTS_MAX);
        Backoff backoff = new Backoff(BACKOFF_MAX);
        for (int tries = 1; ; tries++) {
            try {
                return calls.history(request).events();
            } catch (TransportException e) {
                if (tries == TRIES_MAX) {
                    throw e;
                }
                backoff(backoff, e);
            }
        }
    }

    private static void backoff(Backoff backoff, TransportException problem) {
        try {
            backoff.sleep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem;
        }
    }
}
