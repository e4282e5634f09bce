package dev.weft.sdk.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private final ScriptedServer server = ScriptedServer.start();
    private final HttpTransport transport =
            new HttpTransport(Endpoint.parse(server.url()), Map.of("Authorization", "Bearer t"));

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void bodiesByLengthAreReadAndTheConnectionIsKept() {
        server.answerEach("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");

        HttpAnswer first = send();
        HttpAnswer second = send();

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.contentType()).isEqualTo("text/plain");
        assertThat(first.text()).isEqualTo("hello");
        assertThat(second.text()).isEqualTo("hello");
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.requests().getFirst())
                .startsWith("POST /path HTTP/1.1\r\nHost: localhost:")
                .contains("Authorization: Bearer t\r\n")
                .endsWith("\r\n\r\nbody");
    }

    @Test
    void bodiesInChunksAreJoined() {
        server.answerEach(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nT: x\r\n\r\n");

        assertThat(send().text()).isEqualTo("abc0123456789");
        assertThat(send().text()).isEqualTo("abc0123456789");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() {
        server.answerEachAndClose("HTTP/1.1 200 OK\r\n\r\nuntil the end");

        assertThat(send().text()).isEqualTo("until the end");
        assertThat(send().text()).isEqualTo("until the end");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void interimAnswersAndEmptyOnesAreUnderstood() {
        server.answerEach("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");

        assertThat(send().status()).isEqualTo(204);
        assertThat(send().body()).isEmpty();
    }

    @Test
    void largeHeadsAndBodiesArriveWhole() {
        String header = "X-Long: " + "h".repeat(12_000) + "\r\n";
        String body = "b".repeat(3_000_000);
        server.answerEach("HTTP/1.1 200 OK\r\n" + header + "Content-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(send().text()).isEqualTo(body);
    }

    @Test
    void aKeptConnectionThatTheServerClosedIsReplacedUnnoticed() {
        server.answerOnceThenHangUp("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        assertThat(send().text()).isEqualTo("ok");
        server.awaitHungUp();
        assertThat(send().text()).isEqualTo("ok");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsCutOffIsAProblemOfTheTransport() {
        server.answerEachAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");

        assertThatThrownBy(this::send)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("the connection was closed in the middle of an answer");
    }

    @Test
    void whatIsNotHttpIsNamed() {
        server.answerEach("SSH-2.0-OpenSSH_9.2\r\n");

        assertThatThrownBy(this::send).isInstanceOf(TransportException.class).hasMessageContaining("SSH-2.0");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.close();

        assertThatThrownBy(this::send).isInstanceOf(TransportException.class).hasMessageContaining(server.url());
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpAfterTheTimeout() {
        server.answerEach("");

        assertThatThrownBy(() -> transport.send(HttpCall.get("/slow", Duration.ofMillis(50))))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("within PT0.05S");
    }

    @Test
    void anInterruptEndsACallOnAVirtualThread() {
        server.answerEach("");
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                transport.send(HttpCall.get("/slow", Duration.ofMinutes(1)));
            } catch (TransportException e) {
                ended.countDown();
            }
        });
        Awaitility.await().until(() -> !server.requests().isEmpty());

        thread.interrupt();

        Awaitility.await().until(() -> ended.getCount() == 0);
    }

    @Test
    void callsAtTheSameTimeHaveConnectionsOfTheirOwn() throws InterruptedException {
        server.answerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        List<Thread> threads = new ArrayList<>();
        String[] texts = new String[50];
        for (int i = 0; i < texts.length; i++) {
            int index = i;
            threads.add(Thread.ofVirtual().start(() -> texts[index] = send().text()));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(Arrays.asList(texts)).hasSize(50).containsOnly("ok");
    }

    private HttpAnswer send() {
        byte[] body = "body".getBytes(StandardCharsets.UTF_8);
        return transport.send(HttpCall.post("/path", "text/plain", body, Duration.ofSeconds(10)));
    }
}
