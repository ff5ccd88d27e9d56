package io.contentjobs.bootstrap.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A way to Redis that can go wrong, in whatever way it is told to: for new and for open connections. */
public final class FaultyProxy implements AutoCloseable {
    /** What is done with the bytes of a reply. */
    @FunctionalInterface
    public interface Fault {
        /** Leaves everything as it is. */
        Fault NONE = (reply, length, out) -> out.write(reply, 0, length);

        /** An {@link IOException} ends the connection. */
        void pass(byte[] reply, int length, OutputStream out) throws IOException;

        /** Holds each reply back for so long. */
        static Fault late(Duration delay) {
            return (reply, length, out) -> {
                LockSupport.parkNanos(delay.toNanos());
                out.write(reply, 0, length);
            };
        }

        /** Ends each connection in the middle of a reply. */
        static Fault cut() {
            return (reply, length, out) -> {
                out.write(reply, 0, length / 2);
                throw new IOException("cut");
            };
        }

        /** Replies with one after the other of what no Redis says. */
        static Fault garbage(String... texts) {
            AtomicInteger next = new AtomicInteger();
            return (reply, length, out) -> out.write(
                    texts[Math.floorMod(next.getAndIncrement(), texts.length)].getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private final ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int redisPort;
    private volatile Fault fault = Fault.NONE;

    public FaultyProxy(int redisPort) throws IOException {
        this.redisPort = redisPort;
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public void goesWrong(Fault how) {
        fault = how;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                start(() -> connect(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Where Redis is away, the client's connection ends. */
    private void connect(Socket client) {
        try (client;
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
            client.setTcpNoDelay(true);
            redis.setTcpNoDelay(true);
            sockets.add(client);
            start(() -> passReplies(redis, client));
            client.getInputStream().transferTo(redis.getOutputStream());
        } catch (IOException ended) {
            sockets.remove(client);
        } finally {
            sockets.remove(client);
        }
    }

    private void passReplies(Socket redis, Socket client) {
        byte[] buffer = new byte[65_536];
        try (redis;
                client;
                InputStream in = redis.getInputStream()) {
            OutputStream out = client.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                fault.pass(buffer, count, out);
            }
        } catch (IOException ended) {
            sockets.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
