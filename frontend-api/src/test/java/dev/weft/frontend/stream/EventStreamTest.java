package dev.weft.frontend.stream;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventStreamTest {
    private static final Command CONTINUE =
            new Command.ContinueAsNew(RunSettings.of("Order", "orders", List.of()), Duration.ZERO);

    @Inject
    InMemoryPlatform platform;

    @TestHTTPResource
    URI server;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void streamTellsHistoryAndThenWhatHappens() {
        String id = newId();
        String runId = Api.start(id);

        CompletableFuture<HttpResponse<Void>> stream = follow(id, "", "");
        await().until(() -> lines.contains("id: " + runId + ":3"));
        platform.completeTask(id);
        IntStream.range(0, 5)
                .forEach(i -> post("/api/workflows/" + id + "/signal", "{\"signalName\": \"s\", \"data\": " + i + "}"));
        platform.completeTask(id);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.json("3")));

        assertThat(stream.join().statusCode()).isEqualTo(200);
        assertThat(stream.join().headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertDense(runId, historyLength(id));
        assertThat(lines).contains("event: closed");
        assertThat(lines.stream().filter(line -> line.contains("\"status\":\"COMPLETED\"")))
                .hasSize(1);
    }

    @Test
    void reconnectedClientGetsWhatItHasMissed() {
        String id = newId();
        String runId = Api.start(id);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.json("3")));

        follow(id, "", runId + ":3").join();

        assertThat(ids()).containsExactly(runId + ":4", runId + ":5", runId + ":5");
        lines.clear();
        follow(id, "", runId + ":5").join();
        assertThat(lines).contains("event: closed");
        assertThat(ids()).containsExactly(runId + ":5");
    }

    @Test
    void streamCanBeginAtAnEvent() {
        String id = newId();
        String runId = Api.start(id);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.json("3")));

        follow(id, "?from=5", "").join();

        assertThat(ids()).containsExactly(runId + ":5", runId + ":5");
    }

    @Test
    void streamGoesOnWithTheNextRun() {
        String id = newId();
        String first = Api.start(id);

        CompletableFuture<HttpResponse<Void>> stream = follow(id, "", "");
        await().until(() -> lines.contains("id: " + first + ":3"));
        platform.completeTask(id, CONTINUE);
        String second = get("/api/workflows/" + id).extract().path("runId");
        await().until(() -> lines.contains("id: " + second + ":1"));
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.NONE));
        stream.join();

        assertThat(ids().stream().filter(position -> position.startsWith(first)))
                .hasSize(5);
        assertThat(ids()).contains(second + ":5");
        lines.clear();
        follow(id, "?followRuns=false&runId=" + first, "").join();
        assertThat(ids()).hasSize(6).allMatch(position -> position.startsWith(first));
        assertThat(lines.stream().filter(line -> line.contains("CONTINUED_AS_NEW")))
                .isNotEmpty();
    }

    @Test
    void followerIsToldWhenTheRunBecomesStuckAndWhenItGoesOn() {
        String id = newId();
        String runId = Api.start(id);
        follow(id, "", "");
        await().until(() -> platform.isFollowed(id) && lines.contains("id: " + runId + ":3"));
        assertThat(lines).doesNotContain("event: status");

        platform.failTask(id, WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR, "Expected a timer, but got an activity");
        await().until(() -> statuses().size() == 1);
        platform.failTask(id, WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR, "Expected a timer, but got an activity");
        platform.completeTask(id);
        await().until(() -> statuses().size() == 2);

        assertThat(statuses().getFirst())
                .contains(
                        "\"status\":\"STUCK\"",
                        "\"runId\":\"" + runId,
                        "\"cause\":\"NON_DETERMINISTIC_ERROR\"",
                        "\"message\":\"Expected a timer, but got an activity\"",
                        "\"since\":\"20",
                        "\"attempts\":1");
        assertThat(statuses().getLast()).contains("\"status\":\"RUNNING\"");
    }

    @Test
    void followerOfARunThatIsStuckIsToldSoFirst() {
        String id = newId();
        String runId = Api.start(id);
        platform.failTask(id, WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR, "Expected a timer, but got an activity");

        follow(id, "", "");
        await().until(() -> lines.contains("id: " + runId + ":4"));

        assertThat(statuses()).singleElement().asString().contains("\"status\":\"STUCK\"");
        assertThat(lines.indexOf("event: status")).isLessThan(lines.indexOf("id: " + runId + ":1"));
    }

    @Test
    void silenceIsBrokenByComments() {
        String id = newId();
        Api.start(id);

        follow(id, "", "");

        await().until(() -> lines.stream().filter(line -> line.startsWith(":")).count() > 2);
    }

    @Test
    void slowClientLosesNothing() throws Exception {
        String id = newId();
        String runId = Api.start(id);
        String data = "x".repeat(50_000);
        IntStream.range(0, 100)
                .forEach(i -> post(
                        "/api/workflows/" + id + "/signal", "{\"signalName\": \"s\", \"data\": \"" + data + "\"}"));
        platform.completeTask(id);

        var request = HttpRequest.newBuilder(uri(id, "")).build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        try (var reader = new java.io.BufferedReader(new java.io.InputStreamReader(response.body()))) {
            // The client reads its first line, and the rest only when the server had to stop.
            lines.add(reader.readLine());
            platform.completeTask(id, new Command.CompleteWorkflow(Payload.json("3")));
            reader.lines().forEach(lines::add);
        }

        assertDense(runId, historyLength(id));
    }

    @Test
    void problemsAreToldBeforeTheStreamBegins() {
        get("/api/workflows/" + newId() + "/events").statusCode(404).contentType("application/problem+json");
        get("/api/workflows/x/events?from=-1").statusCode(422);
        get("/api/workflows/x/events?from=abc").statusCode(422);
    }

    private CompletableFuture<HttpResponse<Void>> follow(String id, String query, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(id, query))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return client.sendAsync(
                request.build(), head -> HttpResponse.BodySubscribers.fromLineSubscriber(new LineCollector(lines)));
    }

    private URI uri(String id, String query) {
        return server.resolve("/api/workflows/" + id + "/events" + query);
    }

    private List<String> statuses() {
        List<String> received = List.copyOf(lines);
        return IntStream.range(1, received.size())
                .filter(line -> received.get(line - 1).equals("event: status"))
                .mapToObj(received::get)
                .toList();
    }

    private List<String> ids() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    private static int historyLength(String id) {
        return get("/api/workflows/" + id).extract().<Integer>path("historyLength");
    }

    /** Each event once and in order, and the closing event's position once more. */
    private void assertDense(String runId, int length) {
        assertThat(ids())
                .isEqualTo(IntStream.rangeClosed(1, length + 1)
                        .mapToObj(eventId -> runId + ":" + Math.min(eventId, length))
                        .toList());
    }
}
