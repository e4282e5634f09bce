package dev.weft.matching.http;

import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of a worker. Used on its event loop only; other threads enter it through {@link #run}. */
final class Exchange {
    /** Marks a call that another instance has passed on. */
    static final CharSequence FORWARDED = HttpHeaders.createOptimized("Weft-Forwarded");

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final CharSequence VERSION = HttpHeaders.createOptimized(WorkerProtocol.VERSION_HEADER);
    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized(WorkerProtocol.CONTENT_TYPE);
    private static final CharSequence PROBLEM_TYPE = HttpHeaders.createOptimized("application/problem+json");
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int OK = 200;

    private final RoutingContext routing;
    private final Vertx vertx;
    private final Context context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private Buffer body = Buffer.buffer();

    Exchange(RoutingContext routing) {
        this.vertx = routing.vertx();
        this.context = vertx.getOrCreateContext();
        this.request = routing.request();
        this.response = routing.response();
        this.routing = routing;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Reads the body and checks the headers; refuses what is not the worker protocol. */
    void readBody(int limit, Runnable whenRead) {
        Optional<Problem> wrongHeader = checkHeaders(limit);
        if (wrongHeader.isPresent()) {
            request.resume();
            refuse(wrongHeader.get());
            return;
        }
        if (request.isEnded()) {
            body = routing.body().buffer();
            runSafely(whenRead);
            return;
        }
        request.handler(chunk -> {
            if (body.length() + chunk.length() > limit) {
                refuse(Problem.tooLarge(limit));
            } else if (body.length() == 0) {
                body = chunk;
            } else {
                body = body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!isOver()) {
                runSafely(whenRead);
            }
        });
        request.exceptionHandler(broken -> LOG.debug("A worker's call broke off", broken));
        request.resume();
    }

    /** Decodes the body and goes on with it; refuses what cannot be decoded. */
    <T> void decode(Codec<T> codec, Consumer<T> whenDecoded) {
        T value;
        try {
            value = codec.decode(body.getBytes());
        } catch (CodecException unreadable) {
            refuse(Problem.malformed(String.valueOf(unreadable.getMessage())));
            return;
        }
        whenDecoded.accept(value);
    }

    <T> Future<Void> answer(Codec<T> codec, T value) {
        return answer(Buffer.buffer(codec.encode(value)));
    }

    Future<Void> answer(Buffer encoded) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE).end(encoded);
    }

    void answerEmpty() {
        if (!isOver()) {
            response.setStatusCode(OK).end();
        }
    }

    /** Passes on what another instance answered. */
    void answerAs(int status, Optional<String> contentType, Optional<String> retryAfter, Buffer content) {
        if (isOver()) {
            return;
        }
        contentType.ifPresent(type -> response.putHeader(HttpHeaders.CONTENT_TYPE, type));
        retryAfter.ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds));
        response.setStatusCode(status).end(content);
    }

    void refuse(Problem problem) {
        if (isOver()) {
            return;
        }
        if (problem.mayBeRepeated()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM_TYPE)
                .end(problem.json());
    }

    /** Whether the call is answered, or nobody waits for the answer. */
    boolean isOver() {
        return response.ended() || response.closed();
    }

    boolean isForwarded() {
        return request.headers().contains(FORWARDED);
    }

    Buffer body() {
        return body;
    }

    String path() {
        return request.path();
    }

    void whenClosed(Runnable step) {
        response.closeHandler(closed -> step.run());
    }

    /** Goes on on the event loop. */
    void run(Runnable step) {
        context.runOnContext(turn -> runSafely(step));
    }

    /** @return what {@link #cancelTimer} takes */
    long runAfter(long millis, Runnable step) {
        return vertx.setTimer(millis, id -> runSafely(step));
    }

    void cancelTimer(long id) {
        vertx.cancelTimer(id);
    }

    private void runSafely(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("A worker's call failed: path={}", request.path(), bug);
            refuse(Problem.unexpected());
        }
    }

    private Optional<Problem> checkHeaders(int limit) {
        String version = request.getHeader(VERSION);
        if (version == null || !version.equals(Integer.toString(WorkerProtocol.VERSION))) {
            return Optional.of(Problem.malformed("Expected header " + WorkerProtocol.VERSION_HEADER + ": "
                    + WorkerProtocol.VERSION + ", but " + (version == null ? "it is missing" : "got " + version)));
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.startsWith(WorkerProtocol.CONTENT_TYPE)) {
            return Optional.of(Problem.malformed("Expected content type " + WorkerProtocol.CONTENT_TYPE + ", but "
                    + (type == null ? "it is missing" : "got " + type)));
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > limit
                ? Optional.of(Problem.tooLarge(limit))
                : Optional.empty();
    }
}
