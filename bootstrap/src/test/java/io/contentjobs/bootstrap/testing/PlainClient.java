package io.contentjobs.bootstrap.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.contentjobs.http.testing.RawResponse;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client on one connection. It never repeats a request, as an HTTP library does when a connection breaks. */
public final class PlainClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3}) [A-Za-z' -]*");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z-]+): ([\\x20-\\x7e]+)");

    /** An answer whose body is received when it is read. */
    public record Answer(RawResponse head, InputStream content) {
        public int status() {
            return head.status();
        }

        /** Returns the value of the header; empty if there is none. */
        public String header(String name) {
            return head.header(name);
        }

        /** Receives the rest of the body. */
        public String body() throws IOException {
            return new String(content.readAllBytes(), UTF_8);
        }

        public BufferedReader lines() {
            return new BufferedReader(new InputStreamReader(content, UTF_8));
        }
    }

    private final Socket socket = new Socket();
    private final InputStream in;

    /** @param from an address of the loopback interface; the gateway tells clients apart by it */
    public PlainClient(String from, int port) throws IOException {
        this(new InetSocketAddress(from, 0), port);
    }

    /** Connects. Only a socket that is not bound reuses a local port soon, so that thousands of connections find one. */
    public PlainClient(int port) throws IOException {
        this((InetSocketAddress) null, port);
    }

    private PlainClient(@Nullable InetSocketAddress from, int port) throws IOException {
        if (from != null) {
            socket.bind(from);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request on a connection of its own, and receives the whole answer. */
    public static RawResponse exchange(int port, String request) throws IOException {
        try (PlainClient client = new PlainClient(port)) {
            Answer answer = client.send(request);
            return new RawResponse(answer.status(), answer.head().headers(), answer.body());
        }
    }

    /** Sends a GET with these header lines, and receives the head of its answer. */
    public Answer get(String path, String... headers) throws IOException {
        return send(request("GET", path, headers));
    }

    public static String request(String method, String target, String... headers) {
        String lines = String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
    }

    /** Sends a request, and receives the head of its answer. */
    public Answer send(String request) throws IOException {
        write(request);
        return receive(request.startsWith("HEAD "));
    }

    /** Sends bytes, and receives nothing. */
    public void write(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    /** Sends no more. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Waits for the next byte, and returns it without receiving it; returns -1 at the end of the connection. */
    public int next() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next;
    }

    /**
     * Receives the head of an answer.
     *
     * @param hasNoBody whether it answers a HEAD
     */
    public Answer receive(boolean hasNoBody) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (!(lines.isEmpty() ? STATUS_LINE : HEADER).matcher(line).matches()) {
                throw new AssertionError("Not HTTP: " + line);
            }
            lines.add(line);
        }
        RawResponse head = RawResponse.parse(lines, "");
        boolean isEmpty = hasNoBody || head.status() == 204 || head.status() == 304;
        return new Answer(head, isEmpty ? InputStream.nullInputStream() : contentOf(head));
    }

    /** Receives the body that comes with an answer that should have none. */
    public String bodyOf(Answer answer) throws IOException {
        return new String(contentOf(answer.head()).readAllBytes(), UTF_8);
    }

    private InputStream contentOf(RawResponse head) {
        if (head.header("transfer-encoding").equals("chunked")) {
            return new Content(true, 0);
        }
        String length = head.header("content-length");
        return length.isEmpty() ? in : new Content(false, Long.parseLong(length));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended after '" + line + "'");
            }
            line.write(next);
        }
        if (in.read() != '\n') {
            throw new AssertionError("No line feed after: " + line);
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The body of an answer; a body that is cut is an IOException. */
    private final class Content extends InputStream {
        private final boolean isChunked;
        private long left;
        private boolean hasBegun;
        private boolean hasEnded;

        Content(boolean isChunked, long length) {
            this.isChunked = isChunked;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && isChunked && !hasEnded) {
                nextChunk();
            }
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("An answer was cut");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            if (hasBegun) {
                line();
            }
            hasBegun = true;
            left = Long.parseLong(line(), 16);
            if (left == 0) {
                line();
                hasEnded = true;
            }
        }
    }
}
