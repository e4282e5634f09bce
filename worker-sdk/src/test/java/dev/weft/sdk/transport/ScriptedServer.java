package dev.weft.sdk.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Answers every request with the same bytes, right or wrong. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile byte[] answer = new byte[0];
    private volatile int answersPerConnection = Integer.MAX_VALUE;

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    static ScriptedServer start() {
        try {
            ScriptedServer server = new ScriptedServer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + listener.getLocalPort();
    }

    void answerEach(String text) {
        answer = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    void answerEachAndClose(String text) {
        answerEach(text);
        answersPerConnection = 1;
    }

    /** The end of a connection comes after its answer, as when a server gives up idle connections. */
    void answerOnceThenHangUp(String text) {
        answerEachAndClose(text);
    }

    void awaitHungUp() {
        Awaitility.await().until(() -> hungUp.getCount() == 0);
    }

    int connections() {
        return connections.get();
    }

    List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            hungUp.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int i = 0; i < answersPerConnection; i++) {
                String request = readRequest(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                socket.getOutputStream().write(answer);
            }
        } catch (IOException e) {
            // The client ended the connection.
        } finally {
            hungUp.countDown();
        }
    }

    private static String readRequest(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            text.append((char) next);
        }
        int at = text.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf("\r\n", at)));
        return text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
