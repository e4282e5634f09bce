package dev.weft.sdk.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls one endpoint over kept connections. Thread-safe; a call blocks its (virtual) thread and ends early when the
 * thread is interrupted. There are as many connections as there are calls at a time.
 */
public final class HttpTransport implements Transport {
    /** Below the idle time after which servers and balancers usually hang up. */
    private static final long IDLE_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);

    private static final int IDLE_CONNECTIONS_MAX = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Endpoint endpoint;
    private final Map<String, String> headers;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** @param headers sent with every call, such as an authorization */
    public HttpTransport(Endpoint endpoint, Map<String, String> headers) {
        this.endpoint = endpoint;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public String target() {
        return endpoint.toString();
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        try {
            HttpConnection kept = takeIdle();
            return kept == null ? sendOnNew(call) : sendOnKept(kept, call);
        } catch (SocketTimeoutException e) {
            throw new TransportException(
                    "Expected an answer from " + endpoint + call.target() + " within " + call.timeout()
                            + ", but none came",
                    e);
        } catch (IOException e) {
            throw new TransportException(
                    "Expected an answer from " + endpoint + call.target() + ", but " + reason(e), e);
        }
    }

    private HttpAnswer sendOnKept(HttpConnection kept, HttpCall call) throws IOException {
        try {
            return exchange(kept, call);
        } catch (StaleConnectionException e) {
            // The server hung up between two calls; the others are as old.
            closeIdle();
            return sendOnNew(call);
        }
    }

    private HttpAnswer sendOnNew(HttpCall call) throws IOException {
        return exchange(HttpConnection.open(endpoint, headers, CONNECT_TIMEOUT), call);
    }

    private HttpAnswer exchange(HttpConnection connection, HttpCall call) throws IOException {
        boolean answered = false;
        try {
            HttpAnswer answer = connection.exchange(call);
            answered = true;
            return answer;
        } finally {
            if (answered && connection.isReusable() && !closed && idle.size() < IDLE_CONNECTIONS_MAX) {
                idle.addFirst(connection);
            } else {
                connection.close();
            }
        }
    }

    /** The connection used last, so that those not needed grow old and are closed. */
    private @Nullable HttpConnection takeIdle() {
        HttpConnection oldest = idle.peekLast();
        if (oldest != null && oldest.idleNanos() > IDLE_NANOS_MAX && idle.removeLastOccurrence(oldest)) {
            oldest.close();
        }
        while (true) {
            HttpConnection connection = idle.pollFirst();
            if (connection == null || connection.idleNanos() <= IDLE_NANOS_MAX) {
                return connection;
            }
            connection.close();
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void closeIdle() {
        for (HttpConnection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.close();
        }
    }

    /** Closes the kept connections; calls under way finish. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
