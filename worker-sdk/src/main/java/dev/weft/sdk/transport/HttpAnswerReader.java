package dev.weft.sdk.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads answers in HTTP/1.1 from one connection: bodies by length, in chunks, or up to the end. */
final class HttpAnswerReader {
    static final int BODY_BYTES_MAX = 128 * 1024 * 1024;
    private static final int HEAD_LINES_MAX = 200;
    private static final int LINE_BYTES_MAX = 16 * 1024;
    private static final int UNKNOWN = -1;

    private final InputStream in;
    private byte[] buffer = new byte[8 * 1024];
    private int position;
    private int limit;

    private int contentLength;
    private boolean chunked;
    private boolean keepsAlive;
    private String contentType = "";

    HttpAnswerReader(InputStream in) {
        this.in = in;
    }

    /** @throws EOFException when the other side has hung up */
    void awaitFirstByte() throws IOException {
        if (position == limit) {
            fill();
        }
    }

    HttpAnswer read() throws IOException {
        int status = readHead();
        while (status >= 100 && status < 200) {
            status = readHead();
        }
        return new HttpAnswer(status, contentType, readBody(status));
    }

    /** Whether the connection can carry another call; known after {@link #read()}. */
    boolean keepsAlive() {
        return keepsAlive && position == limit;
    }

    private int readHead() throws IOException {
        String statusLine = readLine();
        if (statusLine.length() < 12 || !statusLine.startsWith("HTTP/1.")) {
            throw new ProtocolException("the answer begins with '" + statusLine + "' where HTTP/1.1 is expected");
        }
        int status = number(statusLine.substring(9, 12), 10);
        contentLength = UNKNOWN;
        chunked = false;
        keepsAlive = statusLine.charAt(7) == '1';
        contentType = "";
        for (int lines = 0; lines < HEAD_LINES_MAX; lines++) {
            String line = readLine();
            if (line.isEmpty()) {
                return status;
            }
            readHeader(line);
        }
        throw new ProtocolException("the answer has more than " + HEAD_LINES_MAX + " header lines");
    }

    private void readHeader(String line) throws IOException {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw new ProtocolException("the answer has the header line '" + line + "'");
        }
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "content-length" -> contentLength = number(value, 10);
            case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
            case "content-type" -> contentType = value;
            case "connection" -> keepsAlive &= !value.equalsIgnoreCase("close");
            default -> {
                // Says nothing about where the answer ends.
            }
        }
    }

    private byte[] readBody(int status) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        } else if (chunked) {
            return readChunks();
        } else if (contentLength != UNKNOWN) {
            return readBytes(contentLength);
        }
        keepsAlive = false;
        return readToEnd();
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = readLine();
            int semicolon = line.indexOf(';');
            int size = number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
            if (size == 0) {
                while (!readLine().isEmpty()) {
                    // Trailers carry nothing for us.
                }
                return body.toByteArray();
            }
            checkSize((long) body.size() + size);
            body.writeBytes(readBytes(size));
            if (!readLine().isEmpty()) {
                throw new ProtocolException("a chunk of the answer does not end where its size says");
            }
        }
    }

    private byte[] readBytes(int count) throws IOException {
        checkSize(count);
        byte[] bytes = new byte[count];
        int buffered = Math.min(count, limit - position);
        System.arraycopy(buffer, position, bytes, 0, buffered);
        position += buffered;
        if (in.readNBytes(bytes, buffered, count - buffered) < count - buffered) {
            throw new EOFException("the connection was closed in the middle of an answer");
        }
        return bytes;
    }

    private byte[] readToEnd() throws IOException {
        byte[] head = Arrays.copyOfRange(buffer, position, limit);
        position = limit;
        byte[] rest = in.readNBytes(BODY_BYTES_MAX);
        byte[] all = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        return all;
    }

    private String readLine() throws IOException {
        int start = position;
        while (true) {
            for (int i = Math.max(start, position); i < limit; i++) {
                if (buffer[i] == '\n') {
                    int end = i > start && buffer[i - 1] == '\r' ? i - 1 : i;
                    position = i + 1;
                    return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
                }
            }
            start = makeRoom(start);
            fill();
        }
    }

    /** Moves a line that is not complete yet to the front of the buffer. */
    private int makeRoom(int start) throws IOException {
        int length = limit - start;
        if (length >= LINE_BYTES_MAX) {
            throw new ProtocolException("a header line of the answer is longer than " + LINE_BYTES_MAX + " bytes");
        }
        byte[] target = length >= buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, start, target, 0, length);
        buffer = target;
        position = 0;
        limit = length;
        return 0;
    }

    private void fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            throw new EOFException("the connection was closed in the middle of an answer");
        }
        limit += count;
    }

    private static void checkSize(long size) throws IOException {
        if (size > BODY_BYTES_MAX) {
            throw new ProtocolException("the answer is larger than " + BODY_BYTES_MAX + " bytes");
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int value = Integer.parseInt(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ProtocolException("the answer has '" + text + "' where a number is expected");
        }
        throw new ProtocolException("the answer has '" + text + "' where a size is expected");
    }
}
