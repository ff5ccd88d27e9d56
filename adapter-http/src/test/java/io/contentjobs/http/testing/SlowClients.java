package io.contentjobs.http.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Connections of slow clients, which all follow one script. One thread drives them until this is closed. */
public final class SlowClients implements AutoCloseable {
    private final List<Client> clients = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Duration pause;
    private final Thread thread = new Thread(this::drive, "slow-clients");
    private volatile boolean closed;

    /** The text that each client sends: the first at once, then another one byte by byte, again and again. */
    public record Script(String first, String drip, boolean reads) {
        public static final Script SILENT = new Script("", "", true);

        public static Script dripping(String first, String drip) {
            return new Script(first, drip, true);
        }

        /** Sends requests as long as the server takes them, and reads nothing. */
        public static Script notReading(String requests) {
            return new Script(requests, requests, false);
        }
    }

    /**
     * Connects them all.
     *
     * @param pause between two turns of all clients
     */
    public SlowClients(int port, int count, Script script, Duration pause) {
        this.pause = pause;
        for (int i = 0; i < count; i++) {
            clients.add(new Client(port, script));
        }
        open.set(count);
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns how many connections are open. */
    public int open() {
        return open.get();
    }

    private void drive() {
        while (!closed) {
            open.set((int) clients.stream().filter(Client::isOpenAfterItsTurn).count());
            LockSupport.parkNanos(pause.toNanos());
        }
        clients.forEach(Client::close);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static final class Client {
        private final Script script;
        private final SocketChannel channel;
        private final ByteBuffer received = ByteBuffer.allocate(4_096);
        private ByteBuffer toSend;
        private int dripped;

        Client(int port, Script script) {
            this.script = script;
            this.toSend = bytes(script.first());
            try {
                channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.configureBlocking(false);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        boolean isOpenAfterItsTurn() {
            if (!channel.isOpen()) {
                return false;
            }
            try {
                write();
                if (script.reads() && read() < 0) {
                    channel.close();
                }
                return channel.isOpen();
            } catch (IOException reset) {
                close();
                return false;
            }
        }

        private void write() throws IOException {
            if (!toSend.hasRemaining() && !script.drip().isEmpty()) {
                int at = dripped++ % script.drip().length();
                toSend = bytes(script.reads() ? script.drip().substring(at, at + 1) : script.drip());
            }
            channel.write(toSend);
        }

        private int read() throws IOException {
            received.clear();
            return channel.read(received);
        }

        private static ByteBuffer bytes(String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
