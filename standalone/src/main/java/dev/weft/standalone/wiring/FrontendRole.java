package dev.weft.standalone.wiring;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.feed.HistoryFeed;
import dev.weft.frontend.feed.TailedHistoryFeed;
import dev.weft.frontend.namespace.Namespaces;
import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.kafka.HistoryTail;
import dev.weft.schemas.kafka.SharedLog;
import dev.weft.schemas.kafka.SharedLogWriter;
import dev.weft.schemas.subject.Subjects;
import dev.weft.standalone.platform.PlatformContext;
import dev.weft.standalone.platform.Role;
import dev.weft.standalone.platform.RoleService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The frontend in this process: its resources are always there, and this gives them the log. */
@Singleton
public final class FrontendRole implements RoleService {
    private final Connections connections;
    private final HistoryRole history;
    private final Namespaces namespaces;
    private volatile @Nullable HistoryTail tail;
    private volatile @Nullable SharedLog<NamespaceChange> namespaceLog;

    @Inject
    FrontendRole(Connections connections, HistoryRole history, Namespaces namespaces) {
        this.connections = connections;
        this.history = history;
        this.namespaces = namespaces;
    }

    @Override
    public Role role() {
        return Role.FRONTEND;
    }

    @Override
    public void start(PlatformContext context) {
        ProcessLog log = connections.open(context);
        HistoryTail connected = HistoryTail.connect(
                log.settings(),
                log.client().instanceId() + "-tail",
                log.topics(),
                log.currentRouting(),
                log.codecs().eventBatch());
        tail = connected;
        HistoryFeed remote = new TailedHistoryFeed(connected);
        connections.connectFeed(
                context.runs(Role.HISTORY)
                        ? new NearestFeed(
                                connections.localHistory(),
                                remote,
                                key -> history.handles(
                                        log.currentRouting().get().partitionOf(key)))
                        : remote);
        followNamespaces(log);
    }

    private void followNamespaces(ProcessLog log) {
        Codec<NamespaceChange> codec = log.codecs().of(Subjects.NAMESPACE);
        String topic = log.topics().namespaces();
        SharedLogWriter<NamespaceChange> writer = new SharedLogWriter<>(log.producer(), topic, codec);
        connections.connectNamespaces(change -> writer.say(change.name(), change));
        SharedLog<NamespaceChange> followed = SharedLog.connect(
                log.settings(),
                log.client().instanceId() + "-namespaces",
                topic,
                codec,
                (name, change) -> namespaces.said(change));
        followed.ready().thenRun(namespaces::wholeLogSaid);
        namespaceLog = followed;
    }

    @Override
    public boolean isReady() {
        SharedLog<NamespaceChange> followed = namespaceLog;
        return followed != null && followed.ready().isDone();
    }

    @Override
    public void stop() {
        HistoryTail current = tail;
        SharedLog<NamespaceChange> followed = namespaceLog;
        if (followed != null) {
            followed.close();
        }
        if (current != null) {
            current.close();
            connections.release();
        }
    }

    @Produces
    @Singleton
    HistoryFeed feed() {
        return (ExecutionKey key, HistoryFeed.Listener listener) ->
                connections.feed().subscribe(key, listener);
    }
}
