package dev.weft.frontend.limit;

import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.schemas.json.RecordJson;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that are too large by their announced length, before anything is read into memory. What the client is
 * still sending is read and dropped first: a connection that is closed in the middle of it would show the client an
 * error instead of the answer.
 */
@Singleton
public final class BodyLimit {
    private static final String PATHS = "/api/";
    /** Early: before anything that reads the body. */
    private static final int PRIORITY = 1000;

    private final long maximumBytes;
    private final long drainedBytes;

    public BodyLimit(FrontendConfig config) {
        this.maximumBytes = config.limits().bodyBytes();
        this.drainedBytes = config.limits().drainedBytes();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        long length = request.path().startsWith(PATHS) ? announcedLength(request) : 0;
        if (length <= maximumBytes) {
            context.next();
        } else if (length <= drainedBytes) {
            request.handler(dropped -> {});
            request.endHandler(ended -> refuse(request, length));
            request.resume();
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            refuse(request, length);
        }
    }

    private void refuse(HttpServerRequest request, long length) {
        HttpServerResponse response = request.response();
        String detail = "Expected a body of at most " + maximumBytes + " bytes, but it has " + length;
        response.setStatusCode(ProblemType.TOO_LARGE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(Buffer.buffer(RecordJson.bytes(ProblemView.of(ProblemType.TOO_LARGE, detail))));
    }

    /** 0 when the length is not announced; such a body is measured while it is read. */
    private static long announcedLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // More digits than a long has.
            return Long.MAX_VALUE;
        }
    }
}
