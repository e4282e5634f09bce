package dev.weft.frontend;

import dev.weft.frontend.namespace.NamespaceLog;
import dev.weft.frontend.namespace.Namespaces;
import dev.weft.schemas.NamespaceChange;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The topic of namespaces in memory, with other writers and faults. */
@Singleton
public class InMemoryNamespaceLog implements NamespaceLog {

    /** What does not work at the moment. */
    public enum Fault {
        NONE,
        LOG_AWAY,
        READING_AWAY
    }

    private final Instance<Namespaces> namespaces;
    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final Queue<NamespaceChange> earlier = new ArrayDeque<>();
    private volatile Fault fault = Fault.NONE;

    InMemoryNamespaceLog(Instance<Namespaces> namespaces) {
        this.namespaces = namespaces;
    }

    void start(@Observes StartupEvent event) {
        namespaces.get().wholeLogSaid();
    }

    @PreDestroy
    void stop() {
        reader.shutdownNow();
    }

    public void setFault(Fault fault) {
        this.fault = fault;
    }

    /** Another process appends this right before what this one appends next. */
    public void letComeFirst(NamespaceChange change) {
        earlier.add(change);
    }

    @Override
    public CompletionStage<Void> append(NamespaceChange change) {
        switch (fault) {
            case LOG_AWAY -> {
                return CompletableFuture.failedFuture(new IllegalStateException("the log is away"));
            }
            case READING_AWAY -> {
                return CompletableFuture.completedFuture(null);
            }
            case NONE -> {
                return CompletableFuture.runAsync(() -> say(change), reader);
            }
        }
        throw new IllegalStateException("Expected a known fault, but got " + fault);
    }

    private void say(NamespaceChange change) {
        while (!earlier.isEmpty()) {
            namespaces.get().said(earlier.remove());
        }
        namespaces.get().said(change);
    }
}
