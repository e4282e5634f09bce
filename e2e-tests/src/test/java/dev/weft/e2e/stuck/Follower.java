package dev.weft.e2e.stuck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** A client of the event stream of a workflow, from the beginning of its history on. */
final class Follower implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data: ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Follower(int port, String workflowId) {
        URI stream = URI.create("http://127.0.0.1:" + port + "/api/workflows/" + workflowId + "/events");
        client.sendAsync(
                HttpRequest.newBuilder(stream).build(), BodyHandlers.fromLineSubscriber(new LineCollector(lines)));
    }

    /** The statuses it was told, in order. */
    List<JsonNode> statuses() {
        List<JsonNode> statuses = new ArrayList<>();
        List<String> soFar = List.copyOf(lines);
        for (int line = 0; line + 1 < soFar.size(); line++) {
            if (soFar.get(line).equals("event: status")) {
                statuses.add(parse(soFar.get(line + 1).substring(DATA.length())));
            }
        }
        return statuses;
    }

    /** Whether it was told that the workflow has closed. */
    boolean isToldOfTheEnd() {
        return lines.contains("event: closed");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected JSON in an event stream, but got " + data, e);
        }
    }

    private record LineCollector(List<String> lines) implements Subscriber<String> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            // The platform was killed.
        }

        @Override
        public void onComplete() {
            // The workflow has closed.
        }
    }
}
