package dev.weft.frontend.namespace;

import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.CallThread;
import dev.weft.schemas.NamespaceChange;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces as this process has read them from their log. A change waits until it is read back: who has been told of
 * it sees it, and knows whether it counts. Thread-safe.
 */
@Singleton
public final class Namespaces {
    private final NamespaceLog log;
    private final Duration patience;
    private final NamespaceTable table = new NamespaceTable();
    private final Map<String, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();
    private volatile boolean read;

    Namespaces(NamespaceLog log, FrontendConfig config) {
        this.log = log;
        this.patience = config.waits().answer();
    }

    /** The next change in the order of the log. Called on one thread. */
    public void said(NamespaceChange change) {
        boolean counts = table.apply(change);
        CompletableFuture<Boolean> waiting = underWay.remove(change.changeId());
        if (waiting != null) {
            waiting.complete(counts);
        }
    }

    /** Everything that stood in the log when the process started has been said. */
    public void wholeLogSaid() {
        read = true;
    }

    /**
     * How long a run is kept that starts now in the namespace.
     *
     * @throws dev.weft.frontend.problem.Problem when no run may start in it
     */
    public Duration retentionForStart(String name) {
        return current(name).retention();
    }

    /** @throws dev.weft.frontend.problem.Problem when there is none, or it was deleted */
    Namespace current(String name) {
        Namespace namespace = find(name)
                .orElseThrow(() -> ProblemType.NAMESPACE_NOT_FOUND.because(
                        "Expected a registered namespace, but there is none of the name " + name,
                        Map.of("namespace", name)));
        if (namespace.isDeleted()) {
            throw ProblemType.NAMESPACE_NOT_FOUND.because(
                    "Expected a registered namespace, but " + name + " was deleted", Map.of("namespace", name));
        }
        return namespace;
    }

    /** Deleted ones included. */
    Optional<Namespace> find(String name) {
        requireRead();
        return table.find(name);
    }

    /** By name, deleted ones included. */
    List<Namespace> all() {
        requireRead();
        return table.all();
    }

    /** Appends a change; answers whether it counts, since another one may have come first. */
    CompletionStage<Boolean> append(NamespaceChange change) {
        CompletableFuture<Boolean> readBack = new CompletableFuture<>();
        underWay.put(change.changeId(), readBack);
        log.append(change).whenComplete((done, failure) -> {
            if (failure != null) {
                readBack.completeExceptionally(failure);
            }
        });
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        readBack.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((counts, failure) -> settle(change, answer, counts, failure), CallThread.current());
        return answer;
    }

    private void settle(
            NamespaceChange change,
            CompletableFuture<Boolean> answer,
            @Nullable Boolean counts,
            @Nullable Throwable failure) {
        underWay.remove(change.changeId());
        if (counts != null) {
            answer.complete(counts);
        } else {
            answer.completeExceptionally(ProblemType.LOG_UNAVAILABLE.because("Expected the change of namespace "
                    + change.name() + " to be on the log and read back within " + patience.toMillis()
                    + " ms, but it was not; look whether it counts, and repeat it if not"));
        }
    }

    private void requireRead() {
        if (!read) {
            throw ProblemType.LOG_UNAVAILABLE.because(
                    "Expected the namespaces to be read from the log, but the process is still starting");
        }
    }
}
