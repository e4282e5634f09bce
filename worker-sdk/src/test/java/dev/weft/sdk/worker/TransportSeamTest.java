package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.task.Task;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import dev.weft.sdk.transport.Transport;
import dev.weft.sdk.transport.TransportFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients and workers reach the platform by the transport of their options, and by nothing else. */
class TransportSeamTest {
    private final List<String> calls = new ArrayList<>();
    private int background;
    private boolean closed;

    private final class Recording implements Transport {
        @Override
        public String target() {
            return "a platform in memory";
        }

        @Override
        public HttpAnswer send(HttpCall call) {
            calls.add(call.method() + " " + call.target());
            byte[] body = "{\"status\":\"COMPLETED\",\"result\":7}".getBytes(StandardCharsets.UTF_8);
            return new HttpAnswer(200, "application/json", body);
        }

        @Override
        public <R> CompletableFuture<R> inBackground(Supplier<@Nullable R> wait) {
            background++;
            return CompletableFuture.completedFuture(wait.get());
        }

        @Override
        public void ended(Task task) {}

        @Override
        public void close() {
            closed = true;
        }
    }

    private ClientOptions options(String url) {
        return ClientOptions.of(url).withTransport((target, headers) -> {
            assertThat(target).isEqualTo(url);
            assertThat(headers).isEqualTo(Map.of());
            return new Recording();
        });
    }

    @Test
    void callsOfAClientGoThroughTheTransportOfItsOptions() {
        try (WorkflowClient client = WorkflowClient.connect(options("anywhere"))) {
            client.newUntypedWorkflowStub("w").signal("go");
            assertThat(client.newUntypedWorkflowStub("w")
                            .getResultAsync(Integer.class)
                            .join())
                    .isEqualTo(7);
        }

        assertThat(calls)
                .containsExactly(
                        "POST /api/workflows/w/signal", "GET /api/workflows/w/result?wait=30s&namespace=default");
        assertThat(background).isEqualTo(1);
        assertThat(closed).isTrue();
    }

    @Test
    void aFactoryClosesTheTransportThatItOpened() {
        WorkerFactory factory = WorkerFactory.newInstance(options("somewhere"), WorkerFactoryOptions.DEFAULT);

        factory.close();

        assertThat(closed).isTrue();
    }

    @Test
    void anErrorInTheBackgroundFailsItsFuture() {
        Transport transport = TransportFactory.HTTP.open("http://localhost:1", Map.of());
        StackOverflowError error = new StackOverflowError("deep");

        CompletableFuture<String> future = transport.inBackground(() -> {
            throw error;
        });

        assertThatThrownBy(future::join).hasCause(error);
        transport.close();
    }
}
