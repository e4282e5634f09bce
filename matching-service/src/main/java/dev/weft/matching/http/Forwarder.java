package dev.weft.matching.http;

import dev.weft.core.protocol.WorkerProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes whole calls on to the instance that owns their queue, and its answers back. */
final class Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final String YES = "1";

    private final int connections;
    private @Nullable HttpClient client;

    /** @param connections to each instance */
    Forwarder(int connections) {
        this.connections = connections;
    }

    /**
     * @param timeout from sending the call to the beginning of its answer
     * @param whenAway called, on the event loop, when the owner did not answer; it may have got the call or not
     */
    void forward(URI owner, Exchange exchange, Duration timeout, Runnable whenAway) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(owner.resolve(exchange.path()).toString())
                .setTimeout(timeout.toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE.toString(), WorkerProtocol.CONTENT_TYPE)
                .putHeader(WorkerProtocol.VERSION_HEADER, Integer.toString(WorkerProtocol.VERSION))
                .putHeader(Exchange.FORWARDED.toString(), YES);
        client(exchange.vertx())
                .request(options)
                .compose(request -> send(request, exchange))
                .compose(response -> response.body().map(body -> new Answer(response, body)))
                .onComplete(result -> exchange.run(() -> {
                    if (result.succeeded()) {
                        passBack(result.result(), exchange);
                    } else if (!exchange.isOver()) {
                        LOG.debug("The owner of a task queue did not answer: endpoint={}", owner, result.cause());
                        whenAway.run();
                    }
                }));
    }

    synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private record Answer(HttpClientResponse response, Buffer body) {}

    private static Future<HttpClientResponse> send(HttpClientRequest request, Exchange exchange) {
        exchange.whenClosed(request::reset);
        return request.send(exchange.body());
    }

    private static void passBack(Answer answer, Exchange exchange) {
        exchange.answerAs(
                answer.response.statusCode(),
                Optional.ofNullable(answer.response.getHeader(HttpHeaders.CONTENT_TYPE)),
                Optional.ofNullable(answer.response.getHeader(HttpHeaders.RETRY_AFTER)),
                answer.body);
    }

    private synchronized HttpClient client(Vertx vertx) {
        if (client == null) {
            client = vertx.createHttpClient(new HttpClientOptions()
                    .setMaxPoolSize(connections)
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setKeepAlive(true));
        }
        return client;
    }
}
