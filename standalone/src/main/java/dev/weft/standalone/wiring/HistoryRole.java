package dev.weft.standalone.wiring;

import dev.weft.core.port.HistoryListener;
import dev.weft.history.HistoryService;
import dev.weft.history.LogAccess;
import dev.weft.history.config.HistoryConfig;
import dev.weft.history.config.ProcessIdentity;
import dev.weft.history.dispatch.Neighbours;
import dev.weft.standalone.platform.PlatformContext;
import dev.weft.standalone.platform.Role;
import dev.weft.standalone.platform.RoleService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The history service in this process. */
@Singleton
public final class HistoryRole implements RoleService {
    private static final int ENDED = 1;

    private final HistoryConfig config;
    private final Connections connections;
    private final MeterRegistry meters;
    private volatile @Nullable HistoryService service;

    @Inject
    HistoryRole(HistoryConfig config, Connections connections, MeterRegistry meters) {
        this.config = config;
        this.connections = connections;
        this.meters = meters;
    }

    @Override
    public Role role() {
        return Role.HISTORY;
    }

    @Override
    public void start(PlatformContext context) {
        ProcessLog log = connections.open(context);
        HistoryListener listener = context.runs(Role.FRONTEND) ? connections.localHistory() : HistoryListener.NONE;
        HistoryService started = new HistoryService(
                config,
                new LogAccess(
                        log.topics(),
                        log.settings(),
                        log.codecs(),
                        log.producer(),
                        log.currentRouting(),
                        log.taskPartitions(),
                        log.replyPartitions()),
                new Neighbours(connections, log.client(), listener),
                new ProcessIdentity(log.client().instanceId(), context.state()),
                meters,
                () -> Quarkus.asyncExit(ENDED));
        started.start();
        service = started;
    }

    /** Whether this process handles the requests of a partition at the moment. */
    boolean handles(int partition) {
        HistoryService current = service;
        return current != null && current.handles(partition);
    }

    @Override
    public boolean isReady() {
        HistoryService current = service;
        return current != null && current.isReady();
    }

    @Override
    public void stop() {
        HistoryService current = service;
        if (current != null) {
            current.close();
            connections.release();
        }
    }
}
