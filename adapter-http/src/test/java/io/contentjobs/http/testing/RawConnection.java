package io.contentjobs.http.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** A client that sends exactly the bytes of a test, and receives the bytes that the server sends. */
public final class RawConnection implements AutoCloseable {
    /** A test that waits longer has failed. */
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawConnection(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawConnection to(int port) {
        return unchecked(() -> new RawConnection(port, 0));
    }

    /** Connects with a small receive buffer: the server soon notices that the client does not read. */
    public static RawConnection withSmallBufferTo(int port) {
        return unchecked(() -> new RawConnection(port, 4096));
    }

    /** Sends one request, which is no HEAD, on a connection of its own, and returns the response. */
    public static RawResponse exchange(int port, String request) {
        try (RawConnection connection = to(port)) {
            return connection.send(request).receive();
        }
    }

    /** Sends one request, and returns the response: its body is all that comes until the server closes the connection. */
    public static RawResponse exchange(int port, String method, String target, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Connection: close";
        try (RawConnection connection = to(port).send(Requests.request(method, target, all))) {
            RawResponse head = connection.receiveHead();
            return new RawResponse(head.status(), head.headers(), connection.receiveAll());
        }
    }

    /** Sends the characters as ISO 8859-1, one byte each. */
    public RawConnection send(String bytes) {
        return after(() -> socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Ends the client's side of the connection: it sends no more. */
    public RawConnection finish() {
        return after(socket::shutdownOutput);
    }

    /** Receives the response to any request but a HEAD. */
    public RawResponse receive() {
        RawResponse head = receiveHead();
        if (head.status() == 304) {
            return head;
        }
        byte[] body = unchecked(() -> in.readNBytes(Integer.parseInt(head.header("content-length"))));
        return new RawResponse(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    /** Receives a response without its body, which stays to be read. */
    public RawResponse receiveHead() {
        List<String> head = new ArrayList<>();
        for (String line = receiveLine(); !line.isEmpty(); line = receiveLine()) {
            head.add(line);
        }
        return RawResponse.parse(head, "");
    }

    /** Makes {@link #close()} reset the connection. */
    public RawConnection resetWhenClosed() {
        return after(() -> socket.setSoLinger(true, 0));
    }

    /** Receives the headers of an event stream, and returns its events, which are read from this connection. */
    public EventStream receiveStream() {
        receiveHead().is(200);
        return new EventStream(in);
    }

    /** Waits for bytes, and returns how many came, at most {@code max}; 0 at the end of the connection. */
    public int receiveSome(int max) {
        try {
            return Math.max(0, in.read(new byte[max]));
        } catch (IOException reset) {
            return 0;
        }
    }

    /** Receives until the connection ends or is reset, and returns how many bytes came. */
    public long receiveUntilItBreaks() {
        return LongStream.generate(() -> receiveSome(1 << 16))
                .takeWhile(count -> count > 0)
                .sum();
    }

    /** Receives pieces of at most this length for this time, and returns how many bytes came. */
    public long receiveSlowly(int piece, Duration time) {
        long received = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < time.toNanos(); ) {
            received += receiveSome(piece);
            LockSupport.parkNanos(20_000_000);
        }
        return received;
    }

    /** Receives until the connection ends. */
    public String receiveAll() {
        return new String(unchecked(in::readAllBytes), StandardCharsets.UTF_8);
    }

    /** Waits for a byte or the end of the connection, and returns whether it is the end. */
    public boolean ends() {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        after(socket::close);
    }

    private String receiveLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = unchecked(in::read); c != '\n'; c = unchecked(in::read)) {
            if (c < 0) {
                throw new UncheckedIOException(new EOFException("The connection ended after " + line));
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private RawConnection after(IoAction action) {
        return unchecked(() -> {
            action.run();
            return this;
        });
    }

    private static <T> T unchecked(IoCall<T> call) {
        try {
            return call.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private interface IoCall<T> {
        T run() throws IOException;
    }

    private interface IoAction {
        void run() throws IOException;
    }
}
