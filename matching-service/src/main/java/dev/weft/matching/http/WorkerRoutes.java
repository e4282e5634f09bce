package dev.weft.matching.http;

import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.matching.MatchingService;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the worker protocol on the HTTP server of the application. Answered on the event loop, which nothing in
 * here blocks. Until a service is attached they answer 503.
 */
@Singleton
public final class WorkerRoutes {
    private volatile @Nullable WorkerEndpoint endpoint;

    void mount(@Observes Router router) {
        route(router, WorkerProtocol.POLL_PATH, WorkerEndpoint::poll);
        route(router, WorkerProtocol.REPORT_PATH, WorkerEndpoint::report);
        route(router, WorkerProtocol.HEARTBEAT_PATH, WorkerEndpoint::heartbeat);
        route(router, WorkerProtocol.HISTORY_PATH, WorkerEndpoint::history);
        route(router, WorkerProtocol.SHUTDOWN_PATH, WorkerEndpoint::shutDown);
        route(router, WorkerProtocol.STATUS_PATH, WorkerEndpoint::status);
    }

    /** From now on workers reach {@code service}. */
    public void attach(MatchingService service) {
        endpoint = new WorkerEndpoint(service);
    }

    /** From now on workers are told to try again. */
    public void detach() {
        WorkerEndpoint attached = endpoint;
        endpoint = null;
        if (attached != null) {
            attached.close();
        }
    }

    private void route(Router router, String path, BiConsumer<WorkerEndpoint, Exchange> call) {
        router.post(path).handler(context -> serve(context, call));
    }

    private void serve(RoutingContext context, BiConsumer<WorkerEndpoint, Exchange> call) {
        Exchange exchange = new Exchange(context);
        WorkerEndpoint attached = endpoint;
        if (attached == null) {
            exchange.refuse(
                    Problem.unavailable("Expected a matching service in this process, but it is not running yet"));
            return;
        }
        exchange.readBody(attached.bodyBytes(), () -> call.accept(attached, exchange));
    }
}
