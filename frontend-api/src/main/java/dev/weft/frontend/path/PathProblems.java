package dev.weft.frontend.path;

import dev.weft.frontend.problem.ProblemType;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.SortedSet;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Tells an unknown path from a method that a path does not take. The router itself cannot: it tries every resource whose
 * path is a prefix, and says what the last one found.
 */
final class PathProblems {
    /** Ahead of the mappers that come with the problem documents. */
    private static final int PRIORITY = 1;

    private final PathTable paths;

    PathProblems(PathTable paths) {
        this.paths = paths;
    }

    @ServerExceptionMapper(value = NotFoundException.class, priority = PRIORITY)
    Response notFound(UriInfo uri, Request request) {
        return answer(uri, request);
    }

    @ServerExceptionMapper(value = NotAllowedException.class, priority = PRIORITY)
    Response notAllowed(UriInfo uri, Request request) {
        return answer(uri, request);
    }

    private Response answer(UriInfo uri, Request request) {
        String path = uri.getRequestUri().getRawPath();
        SortedSet<String> methods = paths.methodsOf(path);
        if (methods.isEmpty()) {
            return ProblemType.PATH_NOT_FOUND
                    .because("Expected a path of the API, but " + path + " is none")
                    .toResponse();
        }
        String allowed = String.join(", ", methods);
        return Response.fromResponse(ProblemType.METHOD_NOT_ALLOWED
                        .because("Expected " + allowed + " for " + path + ", but got " + request.getMethod())
                        .toResponse())
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }
}
