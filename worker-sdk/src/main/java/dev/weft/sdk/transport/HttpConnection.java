package dev.weft.sdk.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection, used by one call at a time. */
final class HttpConnection implements AutoCloseable {
    /** Up to this size a body is copied behind its head, so that both leave in one packet. */
    private static final int COPIED_BODY_BYTES_MAX = 64 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final HttpAnswerReader answers;
    private final String commonHead;
    private final String basePath;
    private boolean used;
    private boolean reusable = true;
    private int soTimeoutMillis = -1;
    private volatile long idleSince = System.nanoTime();

    private HttpConnection(Socket socket, Endpoint endpoint, Map<String, String> headers) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.answers = new HttpAnswerReader(socket.getInputStream());
        this.basePath = endpoint.basePath();
        StringBuilder head = new StringBuilder(" HTTP/1.1\r\nHost: ")
                .append(endpoint.authority())
                .append("\r\n");
        headers.forEach((name, value) -> appendHeader(head, name, value));
        this.commonHead = head.toString();
    }

    static HttpConnection open(Endpoint endpoint, Map<String, String> headers, Duration connectTimeout)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), (int) connectTimeout.toMillis());
            return new HttpConnection(endpoint.secure() ? secured(socket, endpoint) : socket, endpoint, headers);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, Endpoint endpoint) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    HttpAnswer exchange(HttpCall call) throws IOException {
        boolean kept = used;
        used = true;
        limitReads(call.timeout());
        try {
            send(call);
            answers.awaitFirstByte();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (kept && !Thread.currentThread().isInterrupted()) {
                throw new StaleConnectionException(e);
            }
            throw e instanceof EOFException ? new EOFException("the connection was closed before an answer came") : e;
        }
        HttpAnswer answer = answers.read();
        reusable = answers.keepsAlive();
        idleSince = System.nanoTime();
        return answer;
    }

    private void limitReads(Duration timeout) throws IOException {
        int millis = (int) Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
        if (millis != soTimeoutMillis) {
            socket.setSoTimeout(millis);
            soTimeoutMillis = millis;
        }
    }

    private void send(HttpCall call) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append(call.method())
                .append(' ')
                .append(basePath)
                .append(call.target())
                .append(commonHead);
        call.headers().forEach((name, value) -> appendHeader(head, name, value));
        byte[] body = call.body();
        if (body.length > 0 || !call.method().equals("GET")) {
            appendHeader(head, "Content-Type", call.contentType());
            appendHeader(head, "Content-Length", Integer.toString(body.length));
        }
        head.append("\r\n");
        byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (body.length <= COPIED_BODY_BYTES_MAX) {
            byte[] all = new byte[headBytes.length + body.length];
            System.arraycopy(headBytes, 0, all, 0, headBytes.length);
            System.arraycopy(body, 0, all, headBytes.length, body.length);
            out.write(all);
        } else {
            out.write(headBytes);
            out.write(body);
        }
        out.flush();
    }

    private static void appendHeader(StringBuilder head, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("Expected a header value of one line, but " + name + " has several");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    boolean isReusable() {
        return reusable;
    }

    long idleNanos() {
        return System.nanoTime() - idleSince;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing of the call is left to be lost: the connection is given up.
            reusable = false;
        }
    }
}
