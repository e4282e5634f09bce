package dev.weft.matching.http;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.matching.MatchingConfig;
import dev.weft.matching.MatchingPorts;
import dev.weft.matching.MatchingService;
import dev.weft.matching.MatchingSetup;
import dev.weft.schemas.RosterEntry;
import dev.weft.schemas.kafka.DeadLetters;
import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.kafka.LogProducer;
import dev.weft.schemas.kafka.ReplyLog;
import dev.weft.schemas.kafka.RequestLog;
import dev.weft.schemas.kafka.SharedLogWriter;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subjects;
import dev.weft.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A matching instance behind a real HTTP server, on a log in memory. Owns nothing until told to. */
final class Instance implements AutoCloseable {
    static final Codecs CODECS = new Codecs();
    private static final Topics TOPICS = Topics.DEFAULT;

    final MockProducer<byte[], byte[]> log;
    final List<Reply> localReplies = new CopyOnWriteArrayList<>();
    final MatchingService service;
    final URI endpoint;
    volatile Reply historySays = new Reply.None();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final WorkerRoutes routes = new WorkerRoutes();
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param acknowledged whether the log acknowledges at once, else when told to */
    Instance(Path directory, boolean acknowledged, Map<String, Object> config) {
        log = new MockProducer<>(cluster(), acknowledged, null, new ByteArraySerializer(), new ByteArraySerializer());
        Router router = Router.router(vertx);
        routes.mount(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        endpoint = URI.create("http://127.0.0.1:" + server.actualPort());
        LogProducer producer = new LogProducer(log);
        MatchingConfig settings = Defaults.of(MatchingConfig.class, config);
        service = new MatchingService(
                settings,
                new MatchingSetup(KafkaSettings.of("127.0.0.1:1"), TOPICS, 1, endpoint, directory, false),
                new MatchingPorts(
                        new RequestLog(producer, TOPICS, () -> Routing.initial(1), CODECS.request()),
                        () -> Routing.initial(1),
                        this::ask,
                        this::offer,
                        new ReplyLog(producer, TOPICS, 1, CODECS.reply()),
                        new DeadLetters(producer, TOPICS, CODECS.deadLetter()),
                        new SharedLogWriter<>(producer, TOPICS.workers(), CODECS.of(Subjects.ROSTER)),
                        CODECS,
                        meters));
        routes.attach(service);
    }

    Instance own() {
        service.partitions().own(0);
        return this;
    }

    CompletableFuture<HttpResponse<byte[]>> post(String path, byte[] body) {
        return send(request(path, body).build());
    }

    HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(endpoint.resolve(path))
                .header(WorkerProtocol.VERSION_HEADER, "1")
                .header("Content-Type", WorkerProtocol.CONTENT_TYPE)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** What workers reported, without the platform's own requests. */
    List<WorkerRequest> reported() {
        return log.history().stream()
                .filter(record -> record.topic().equals(TOPICS.requests()))
                .map(record -> CODECS.request().decode(record.value()))
                .map(Request::body)
                .filter(WorkerRequest.class::isInstance)
                .map(WorkerRequest.class::cast)
                .toList();
    }

    /** What the platform itself asks of history. */
    List<EngineRequest> asked() {
        return log.history().stream()
                .filter(record -> record.topic().equals(TOPICS.requests()))
                .map(record -> CODECS.request().decode(record.value()))
                .map(Request::body)
                .filter(EngineRequest.class::isInstance)
                .map(EngineRequest.class::cast)
                .toList();
    }

    /** What everybody was told about workers and task queues, by key; empty where it was taken back. */
    Map<String, Optional<RosterEntry>> roster() {
        Map<String, Optional<RosterEntry>> told = new LinkedHashMap<>();
        log.history().stream()
                .filter(record -> record.topic().equals(TOPICS.workers()))
                .forEach(record -> told.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        Optional.ofNullable(record.value()).map(CODECS.of(Subjects.ROSTER)::decode)));
        return told;
    }

    double waitingPolls() {
        return meters.get("weft.matching.polls").gauge().value();
    }

    void detach() {
        routes.detach();
    }

    @Override
    public void close() {
        client.close();
        service.stop();
        routes.detach();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    void stopListening() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Cluster cluster() {
        Node node = new Node(1, "broker", 9092);
        List<PartitionInfo> partitions = Stream.of(
                        TOPICS.requests(), TOPICS.replies(), TOPICS.deadLetters(), TOPICS.workers())
                .map(topic -> new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }

    private boolean offer(ReplyTo replyTo, Reply reply) {
        return replyTo.instance().equals("here") && localReplies.add(reply);
    }

    private RequestAsker.Asked ask(ExecutionKey key, String requestId, RequestBody body, Duration timeout) {
        return new RequestAsker.Asked(
                CompletableFuture.completedFuture(null), CompletableFuture.completedFuture(historySays));
    }
}
