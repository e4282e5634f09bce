package dev.weft.frontend.path;

import dev.weft.frontend.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that a call does not take: without a misspelt one it would do something else. */
final class QueryParameters {
    private static final String API = "/api/";

    private final Map<Method, Set<String>> taken = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(HttpServerRequest request, UriInfo uri, ResourceInfo call) {
        if (request.query() == null || !request.path().startsWith(API)) {
            return;
        }
        Set<String> known = taken.computeIfAbsent(call.getResourceMethod(), QueryParameters::takenBy);
        for (String name : uri.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                throw ProblemType.INVALID.because(
                        "Expected no other query parameters than " + known + " here, but got \"" + name + "\"");
            }
        }
    }

    private static Set<String> takenBy(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam named = parameter.getAnnotation(QueryParam.class);
            if (named != null) {
                names.add(named.value());
            }
        }
        return names;
    }
}
