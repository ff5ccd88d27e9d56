package io.contentjobs.redis.tracking;

import io.contentjobs.redis.connect.BoundedConnection;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.IOUtils;
import redis.clients.jedis.util.RedisInputStream;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * A RESP3 connection on which the server tracks the keys that are read. One thread reads all that the server sends: pushes
 * come at any time, between two replies too. Jedis's own connection reads only when it waits for a reply. Any thread may send.
 */
final class TrackedConnection implements AutoCloseable {
    /** How often the server is asked for a sign of life and for its role. A shorter time-out shortens it. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    private final Socket socket;
    private final RedisInputStream in;
    private final RedisOutputStream out;
    private final String role;
    private final long timeoutNanos;
    private final long probeNanos;
    private final Queue<Batch> sent = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Batch probe;
    private long lastProbe = System.nanoTime();
    private long lastReceived = lastProbe;
    private volatile boolean closed;

    /**
     * Connects, logs in and turns tracking on.
     *
     * @throws HintsRefusedException if the server lets this user not track keys, or has no RESP3
     * @throws redis.clients.jedis.exceptions.JedisException if the server cannot be reached, or does not serve at present
     */
    TrackedConnection(HostAndPort server, JedisClientConfig config, Duration timeout) throws HintsRefusedException {
        timeoutNanos = timeout.toNanos();
        probeNanos = Math.min(timeoutNanos, PROBE.toNanos());
        socket = new DefaultJedisSocketFactory(server, config).createSocket();
        boolean ready = false;
        try {
            socket.setSoTimeout(config.getSocketTimeoutMillis());
            in = new RedisInputStream(socket.getInputStream());
            out = new RedisOutputStream(socket.getOutputStream());
            role = new Handshake(in, out).begin(config);
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(probeNanos)));
            ready = true;
        } catch (IOException broken) {
            throw new JedisConnectionException(broken);
        } finally {
            if (!ready) {
                IOUtils.closeQuietly(socket);
            }
        }
    }

    boolean isOpen() {
        return !closed;
    }

    /**
     * Sends the commands. The batch fails if the connection ends; does not throw.
     *
     * @param commands at least one
     */
    Batch send(List<CommandArguments> commands) {
        writing.lock();
        try {
            return write(commands);
        } finally {
            writing.unlock();
        }
    }

    private Batch write(List<CommandArguments> commands) {
        Batch batch = new Batch(commands);
        sent.add(batch);
        try {
            for (CommandArguments command : commands) {
                Protocol.sendCommand(out, command);
            }
            out.flush();
        } catch (IOException | JedisConnectionException broken) {
            close();
        }
        if (closed) {
            batch.fail();
        }
        return batch;
    }

    /**
     * Receives replies and pushes until the connection is closed from either side, the server gives no sign of life in the
     * time-out, or its role changes.
     *
     * @param pushes is told the keys that have changed; null means all keys
     */
    void receive(Consumer<@Nullable List<String>> pushes) {
        try {
            while (!closed) {
                if (isMessageThere()) {
                    if (in.peek((byte) '>')) {
                        push(pushes);
                    } else {
                        reply();
                    }
                    lastReceived = System.nanoTime();
                }
                probe();
            }
        } catch (JedisConnectionException ended) {
            return;
        } finally {
            close();
        }
    }

    /** Waits for the next message for as long as until the next probe. */
    private boolean isMessageThere() {
        try {
            in.peek((byte) '>');
            return true;
        } catch (JedisConnectionException failure) {
            if (failure.getCause() instanceof SocketTimeoutException) {
                return false;
            }
            throw failure;
        }
    }

    private void reply() {
        Batch batch = sent.peek();
        if (batch == null) {
            throw new JedisConnectionException("The server sent a reply to no command");
        }
        Object reply = replyTo(batch.next());
        if (batch.receive(reply)) {
            sent.remove();
            if (batch == probe) {
                probe = null;
                requireRole(reply);
            }
        }
    }

    /** Returns an error reply like any other reply: it concerns one command. */
    private @Nullable Object replyTo(CommandArguments command) {
        try {
            return BoundedConnection.read(in, command);
        } catch (JedisDataException error) {
            return error;
        }
    }

    /** A master that becomes a replica keeps its connections, and pushes what is replicated to it. */
    private void requireRole(@Nullable Object greeting) {
        if (!Handshake.role(greeting).equals(role)) {
            throw new JedisConnectionException("The server has another role now");
        }
    }

    private void push(Consumer<@Nullable List<String>> pushes) {
        in.readByte();
        List<@Nullable Object> push = new ArrayList<>();
        for (int count = in.readIntCrLf(); count > 0; count--) {
            push.add(BoundedConnection.read(in));
        }
        if (push.size() == 2 && "invalidate".equals(text(push.get(0)))) {
            pushes.accept(
                    push.get(1) instanceof List<?> keys
                            ? keys.stream().map(TrackedConnection::text).toList()
                            : null);
        }
    }

    private static String text(@Nullable Object bulk) {
        return bulk instanceof byte[] bytes ? new String(bytes, Protocol.CHARSET) : "";
    }

    private void probe() {
        long now = System.nanoTime();
        Batch oldest = sent.peek();
        if (oldest != null && now - oldest.sentAt() > timeoutNanos && now - lastReceived > timeoutNanos) {
            throw new JedisConnectionException("The server did not reply in time", new SocketTimeoutException());
        }
        if (probe == null && now - lastProbe >= probeNanos && writing.tryLock()) {
            try {
                lastProbe = now;
                probe = write(List.of(Handshake.hello()));
            } finally {
                writing.unlock();
            }
        }
    }

    /** Ends the connection and all batches without waiting for a reply. */
    @Override
    public void close() {
        closed = true;
        IOUtils.closeQuietly(socket);
        sent.forEach(Batch::fail);
    }
}
