package dev.weft.frontend.stream;

import dev.weft.schemas.json.RecordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events to one client. */
final class EventSink {
    private static final Buffer HEARTBEAT = Buffer.buffer(": still here\n\n");
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpServerResponse response;

    EventSink(HttpServerResponse response) {
        this.response = response;
    }

    /** Sends the head at once, so that the client knows that it is connected. */
    void open() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .write(HEARTBEAT);
    }

    /** @param name empty for the default kind of event */
    void send(StreamPosition position, String name, Record data) {
        String head = "id: " + position + (name.isEmpty() ? "" : "\nevent: " + name) + "\ndata: ";
        response.write(Buffer.buffer(head).appendBytes(RecordJson.bytes(data)).appendBytes(END));
    }

    /** Something that has no place in history, so that a client that connects again does not ask for what follows it. */
    void send(String name, Record data) {
        response.write(Buffer.buffer("event: " + name + "\ndata: ")
                .appendBytes(RecordJson.bytes(data))
                .appendBytes(END));
    }

    void heartbeat() {
        response.write(HEARTBEAT);
    }

    /** Whether the client is slower than the events. */
    boolean isFull() {
        return response.writeQueueFull();
    }

    /** @param task run once when the client has caught up */
    void whenDrained(Runnable task) {
        response.drainHandler(drained -> {
            response.drainHandler(null);
            task.run();
        });
    }

    /** @param task run when the client is gone */
    void whenClosed(Runnable task) {
        response.closeHandler(closed -> task.run());
    }

    boolean isClosed() {
        return response.closed() || response.ended();
    }

    void end() {
        response.end();
    }
}
