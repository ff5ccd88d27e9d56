package io.contentjobs.bootstrap.gateway;

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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A client on one kept connection, that repeats nothing: libraries send a request again where a connection breaks, and
 * what it is to show would not be seen.
 */
final class PlainClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    /**
     * An answer, as far as it has come.
     *
     * @param fields by their names in lower case
     */
    record Answer(int status, Map<String, String> fields, InputStream content) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        /** Reads all that is left. */
        String body() throws IOException {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }

        BufferedReader lines() {
            return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        }
    }

    private final Socket socket = new Socket();
    private final InputStream in;

    /** @param from an address of the loopback interface; to the gateway, each is another client */
    PlainClient(String from, int port) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    PlainClient(int port) throws IOException {
        this("127.0.0.1", port);
    }

    /** Sends a GET, and reads the head of its answer. */
    Answer get(String path, String... fields) throws IOException {
        return send(request(path, fields));
    }

    /** Sends what may not be answered for long. */
    void sendOnly(String path, String... fields) throws IOException {
        socket.getOutputStream().write(request(path, fields).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String request(String path, String... fields) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + Arrays.stream(fields).map(field -> field + "\r\n").collect(Collectors.joining()) + "\r\n";
    }

    Answer send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        String status = line();
        Map<String, String> fields = new TreeMap<>();
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            fields.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status.split(" ", -1)[1]), fields, content(fields));
    }

    private InputStream content(Map<String, String> fields) {
        if (fields.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return new Content(in, true, 0);
        }
        return new Content(in, false, Long.parseLong(fields.getOrDefault("content-length", "0")));
    }

    private String line() throws IOException {
        return line(in);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended after '" + line + "'");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What an answer holds; one that ends before its end is an IOException. */
    private static final class Content extends InputStream {
        private final InputStream in;
        private final boolean chunked;
        private long left;
        private boolean begun;
        private boolean ended;

        Content(InputStream in, boolean chunked, long length) {
            this.in = in;
            this.chunked = chunked;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && chunked && !ended) {
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
            if (begun) {
                line(in);
            }
            begun = true;
            left = Long.parseLong(line(in), 16);
            if (left == 0) {
                line(in);
                ended = true;
            }
        }
    }
}
