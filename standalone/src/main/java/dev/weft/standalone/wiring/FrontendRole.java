package dev.weft.standalone.wiring;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.feed.HistoryFeed;
import dev.weft.frontend.feed.StatusFeed;
import dev.weft.frontend.feed.TailedHistoryFeed;
import dev.weft.frontend.feed.TailedStatusFeed;
import dev.weft.frontend.namespace.Namespaces;
import dev.weft.frontend.worker.Roster;
import dev.weft.schemas.StreamEntry;
import dev.weft.schemas.kafka.ExecutionTail;
import dev.weft.schemas.kafka.HistoryTail;
import dev.weft.schemas.kafka.StreamLog;
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
    private final Roster roster;
    private volatile @Nullable HistoryTail tail;
    private volatile @Nullable ExecutionTail<StreamEntry> streams;
    private volatile @Nullable SharedLogs sharedLogs;

    @Inject
    FrontendRole(Connections connections, HistoryRole history, Namespaces namespaces, Roster roster) {
        this.connections = connections;
        this.history = history;
        this.namespaces = namespaces;
        this.roster = roster;
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
        SharedLogs followed = new SharedLogs(log, namespaces, roster);
        connections.connectNamespaces(followed.namespaceLog());
        sharedLogs = followed;
        followStatuses(log);
    }

    private void followStatuses(ProcessLog log) {
        ExecutionTail<StreamEntry> followed = ExecutionTail.connect(
                log.settings(),
                log.client().instanceId() + "-streams",
                StreamLog.source(log.topics(), log.codecs().streamEntry()),
                log.currentRouting());
        streams = followed;
        connections.connectStatuses(new TailedStatusFeed(followed));
    }

    @Override
    public boolean isReady() {
        SharedLogs followed = sharedLogs;
        return followed != null && followed.isReady();
    }

    @Override
    public void stop() {
        HistoryTail current = tail;
        SharedLogs followed = sharedLogs;
        ExecutionTail<StreamEntry> statuses = streams;
        if (followed != null) {
            followed.close();
        }
        if (statuses != null) {
            statuses.close();
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

    @Produces
    @Singleton
    StatusFeed statusFeed() {
        return (key, listener) -> connections.statuses().subscribe(key, listener);
    }
}
