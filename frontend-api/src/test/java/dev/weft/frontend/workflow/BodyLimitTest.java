package dev.weft.frontend.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BodyLimitTest {
    private static final String BODY = "{\"workflowType\": \"t\", \"taskQueue\": \"q\", \"input\": \"%s\"}";

    @TestHTTPResource("/api/workflows/start")
    URI start;

    @Test
    void payloadAboveItsLimitIsTooLarge() throws Exception {
        var response = send(BodyPublishers.ofString(BODY.formatted("x".repeat(3_000_000))));

        assertTooLarge(response);
        assertThat(response.body()).contains("input").contains("2097152");
    }

    @Test
    void payloadWithinItsLimitIsTaken() throws Exception {
        assertThat(send(BodyPublishers.ofString(BODY.formatted("x".repeat(2_000_000))))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void bodyAboveItsLimitIsTooLarge() throws Exception {
        assertTooLarge(send(BodyPublishers.ofString(BODY.formatted("x".repeat(6_000_000)))));
    }

    @Test
    void bodyOfUnknownLengthIsTooLargeToo() throws Exception {
        byte[] body = BODY.formatted("x".repeat(6_000_000)).getBytes(StandardCharsets.UTF_8);

        assertTooLarge(send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    @Test
    void clientThatOnlyReadsAfterSendingEverythingSeesTheAnswer() throws IOException {
        int length = 6_000_000;
        try (Socket socket = new Socket(start.getHost(), start.getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/workflows/start HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[100_000];
            for (int sent = 0; sent < length; sent += chunk.length) {
                out.write(chunk);
            }
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }
    }

    private HttpResponse<String> send(BodyPublisher body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(start)
                            .timeout(Duration.ofSeconds(30))
                            .POST(body)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static void assertTooLarge(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("urn:weft:problem:too-large").contains("Expected");
    }
}
