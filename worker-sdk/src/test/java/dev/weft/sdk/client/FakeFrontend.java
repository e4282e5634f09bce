package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers calls in the order in which the test says, and remembers them. */
final class FakeFrontend implements AutoCloseable {
    /** @param idempotencyKey empty when the call has none */
    record Call(String method, String target, JsonNode body, String idempotencyKey) {}

    private record Answer(int status, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    private FakeFrontend(HttpServer server) {
        this.server = server;
    }

    static FakeFrontend start() {
        try {
            FakeFrontend frontend =
                    new FakeFrontend(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
            frontend.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            frontend.server.createContext("/", frontend::handle);
            frontend.server.start();
            return frontend;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    FakeFrontend answer(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    List<Call> calls() {
        return calls;
    }

    Call onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError("Expected one call, but got " + calls);
        }
        return calls.getFirst();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            calls.add(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    JSON.readTree(body),
                    key == null ? "" : key));
            Answer answer = answers.isEmpty() ? new Answer(500, "{}") : answers.removeFirst();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
