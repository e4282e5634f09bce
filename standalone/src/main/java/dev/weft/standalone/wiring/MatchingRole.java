package dev.weft.standalone.wiring;

import dev.weft.core.port.TaskReceiver;
import dev.weft.matching.MatchingConfig;
import dev.weft.matching.MatchingPorts;
import dev.weft.matching.MatchingService;
import dev.weft.matching.MatchingSetup;
import dev.weft.matching.http.WorkerRoutes;
import dev.weft.schemas.kafka.SharedLogWriter;
import dev.weft.schemas.subject.Subjects;
import dev.weft.standalone.platform.PlatformContext;
import dev.weft.standalone.platform.Role;
import dev.weft.standalone.platform.RoleService;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The matching service in this process. */
@Singleton
public final class MatchingRole implements RoleService {
    private final MatchingConfig config;
    private final Connections connections;
    private final WorkerRoutes routes;
    private final MeterRegistry meters;
    private volatile @Nullable MatchingService service;

    @Inject
    MatchingRole(MatchingConfig config, Connections connections, WorkerRoutes routes, MeterRegistry meters) {
        this.config = config;
        this.connections = connections;
        this.routes = routes;
        this.meters = meters;
    }

    @Override
    public Role role() {
        return Role.MATCHING;
    }

    @Override
    public void start(PlatformContext context) {
        ProcessLog log = connections.open(context);
        MatchingService started = new MatchingService(
                config,
                new MatchingSetup(
                        log.settings(), log.topics(), log.taskPartitions(), context.address(), context.state(), false),
                new MatchingPorts(
                        log.requests(),
                        log.currentRouting(),
                        log.client(),
                        log.client(),
                        log.replyLog(),
                        log.deadLetters(),
                        new SharedLogWriter<>(
                                log.producer(),
                                log.topics().workers(),
                                log.codecs().of(Subjects.ROSTER)),
                        log.codecs(),
                        meters));
        started.start();
        connections.connectMatching(started);
        routes.attach(started);
        service = started;
    }

    @Override
    public boolean isReady() {
        MatchingService current = service;
        return current != null && current.isReady();
    }

    @Override
    public void stop() {
        MatchingService current = service;
        if (current != null) {
            connections.connectMatching(TaskReceiver.NONE);
            routes.detach();
            current.stop();
            connections.release();
        }
    }
}
