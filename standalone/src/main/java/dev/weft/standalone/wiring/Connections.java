package dev.weft.standalone.wiring;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.port.TaskReceiver;
import dev.weft.core.request.RequestBody;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.frontend.feed.HistoryFeed;
import dev.weft.frontend.feed.LocalHistoryFeed;
import dev.weft.frontend.feed.StatusFeed;
import dev.weft.frontend.namespace.NamespaceLog;
import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.kafka.LogException;
import dev.weft.standalone.platform.PlatformContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the services of this process hand to each other. The HTTP server takes calls before the log is reached; until
 * then a question fails as it does when the log is away.
 */
@Singleton
public final class Connections implements RequestAsker, TaskReceiver, NamespaceLog {
    private final LocalHistoryFeed localHistory = new LocalHistoryFeed();
    private volatile @Nullable ProcessLog log;
    private volatile TaskReceiver matching = TaskReceiver.NONE;
    private volatile HistoryFeed feed = localHistory;
    private volatile NamespaceLog namespaces = change -> CompletableFuture.failedFuture(away());
    /** Until the topic is followed there is nothing to tell. */
    private volatile StatusFeed statuses = (key, listener) -> localHistory.subscribe(key, (runId, events) -> {});

    private int users;

    /** The log of this process; opened for the first service, closed after the last. */
    synchronized ProcessLog open(PlatformContext context) {
        ProcessLog current = log;
        if (current == null) {
            current = ProcessLog.open(context);
            log = current;
        }
        users++;
        return current;
    }

    synchronized void release() {
        users--;
        ProcessLog current = log;
        if (users == 0 && current != null) {
            log = null;
            current.close();
        }
    }

    LocalHistoryFeed localHistory() {
        return localHistory;
    }

    void connectMatching(TaskReceiver receiver) {
        matching = receiver;
    }

    void connectFeed(HistoryFeed connected) {
        feed = connected;
    }

    void connectNamespaces(NamespaceLog connected) {
        namespaces = connected;
    }

    void connectStatuses(StatusFeed connected) {
        statuses = connected;
    }

    StatusFeed statuses() {
        return statuses;
    }

    HistoryFeed feed() {
        return feed;
    }

    @Override
    public boolean withdraw(TaskWithdrawal withdrawal) {
        return matching.withdraw(withdrawal);
    }

    @Override
    public boolean offer(Task task) {
        return matching.offer(task);
    }

    @Override
    public Asked ask(ExecutionKey key, String requestId, RequestBody body, Duration timeout) {
        ProcessLog current = log;
        if (current == null) {
            return new Asked(CompletableFuture.failedFuture(away()), CompletableFuture.failedFuture(away()));
        }
        return current.client().ask(key, requestId, body, timeout);
    }

    @Override
    public CompletionStage<Void> append(NamespaceChange change) {
        return namespaces.append(change);
    }

    private static LogException away() {
        return new LogException("Expected the log to be reached, but the process is still starting");
    }
}
