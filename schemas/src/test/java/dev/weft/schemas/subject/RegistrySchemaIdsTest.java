package dev.weft.schemas.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.schemas.ReplyEnvelope;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small server that answers like a registry. */
final class RegistrySchemaIdsTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private RegistrySchemaIds ids;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/apis/ccompat/v7/");
        ids = new RegistrySchemaIds(url, new Topics("shop"), Map.of("Authorization", "Basic eA=="));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void schemaIsRegisteredOnceAndItsIdWritten() {
        answers.put("POST /apis/ccompat/v7/subjects/shop-replies-value/versions", "{\"id\":17}");
        Codecs codecs = new Codecs(ids);
        ReplyEnvelope envelope = new ReplyEnvelope(new ReplyTo("me", 1), new Reply.Accepted("run"));

        byte[] bytes = codecs.reply().encode(envelope);
        codecs.reply().encode(envelope);

        assertThat(bytes).startsWith(0, 0, 0, 0, 17);
        assertThat(codecs.reply().decode(bytes)).isEqualTo(envelope);
        assertThat(calls).containsExactly("POST /apis/ccompat/v7/subjects/shop-replies-value/versions Basic eA==");
    }

    @Test
    void schemaOfAnotherWriterIsFetched() {
        answers.put("POST /apis/ccompat/v7/subjects/shop-replies-value/versions", "{\"id\":17}");
        answers.put("GET /apis/ccompat/v7/schemas/ids/18", "{\"schema\":" + quoted(Subjects.REPLY) + "}");
        Codecs codecs = new Codecs(ids);
        ReplyEnvelope envelope = new ReplyEnvelope(new ReplyTo("me", 1), new Reply.Accepted("run"));
        byte[] bytes = codecs.reply().encode(envelope);
        bytes[4] = 18;

        assertThat(codecs.reply().decode(bytes)).isEqualTo(envelope);
    }

    @Test
    void dataFromBeforeTheRegistryStayReadable() {
        answers.put("POST /apis/ccompat/v7/subjects/shop-requests-value/versions", "{\"id\":3}");
        Request request = Request.of(new ExecutionKey("default", "a"), new ClientRequest.DescribeWorkflow(""));
        byte[] before = new Codecs().request().encode(request);

        assertThat(new Codecs(ids).request().decode(before)).isEqualTo(request);
    }

    @Test
    void workerProtocolNeedsNoRegistry() {
        byte[] bytes = new Codecs(ids)
                .of(Subjects.SHUTDOWN_REQUEST)
                .encode(new dev.weft.core.protocol.WorkerProtocol.ShutdownRequest("default", "q", "w"));

        assertThat(new Codecs().of(Subjects.SHUTDOWN_REQUEST).decode(bytes).taskQueue())
                .isEqualTo("q");
        assertThat(calls).isEmpty();
    }

    @Test
    void refusalOfTheRegistryIsReported() {
        assertThatThrownBy(() -> ids.schemaOf(99))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("but it says 404: {\"message\":\"unknown\"}");
    }

    @Test
    void unreachableRegistryIsReported() {
        server.stop(0);

        assertThatThrownBy(() -> ids.schemaOf(99))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Expected the schema registry to answer GET");
    }

    private static String quoted(Subject<?> subject) {
        CommittedSchemas committed = new CommittedSchemas();
        String schema = committed.schema(committed.versions(subject.name()).getLast());
        return '"' + schema.replace("\"", "\\\"").replace("\n", " ") + '"';
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        calls.add(call + ' ' + exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        String answer = answers.getOrDefault(call, "{\"message\":\"unknown\"}");
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(call) ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
