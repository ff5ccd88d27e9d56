package io.contentjobs.bootstrap.testing;

import io.contentjobs.application.testing.Await;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A TCP proxy in front of a Redis. A fault applies to open and to new connections. */
public final class FaultyProxy implements AutoCloseable {
    /** Passes a part of a reply on, or does not; an {@link IOException} ends the connection. */
    @FunctionalInterface
    public interface Fault {
        Fault NONE = (reply, length, out) -> out.write(reply, 0, length);

        void pass(byte[] reply, int length, OutputStream out) throws IOException;

        /** Delays each reply. */
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

        /** Replaces the replies by these texts in turn. */
        static Fault garbage(String... texts) {
            AtomicInteger next = new AtomicInteger();
            return (reply, length, out) -> out.write(
                    texts[Math.floorMod(next.getAndIncrement(), texts.length)].getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private final ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final int redisPort;
    private final String word;
    private volatile Fault fault = Fault.NONE;

    public FaultyProxy(int redisPort) throws IOException {
        this(redisPort, "\0 no command");
    }

    /** @param word once a command contains it, all replies are held back until {@link #release} */
    public FaultyProxy(int redisPort, String word) throws IOException {
        this.redisPort = redisPort;
        this.word = word;
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    public void setFault(Fault fault) {
        this.fault = fault;
    }

    /** Waits until a command has contained the word. */
    public void awaitHeld() {
        Await.latch(held);
    }

    public void release() {
        released.countDown();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            start(() -> connect(client));
        }
    }

    /** Ends the client's connection if Redis refuses connections. */
    private void connect(Socket client) throws IOException {
        try (client;
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
            client.setTcpNoDelay(true);
            redis.setTcpNoDelay(true);
            sockets.add(client);
            start(() -> copy(redis, client, this::passReply));
            copy(client, redis, this::passCommand);
        } finally {
            sockets.remove(client);
        }
    }

    private void passCommand(byte[] command, int length, OutputStream out) throws IOException {
        if (new String(command, 0, length, StandardCharsets.ISO_8859_1).contains(word)) {
            held.countDown();
        }
        out.write(command, 0, length);
    }

    private void passReply(byte[] reply, int length, OutputStream out) throws IOException {
        if (held.getCount() == 0) {
            Await.latch(released);
        }
        fault.pass(reply, length, out);
    }

    private static void copy(Socket from, Socket to, Fault step) throws IOException {
        byte[] buffer = new byte[65_536];
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                step.pass(buffer, count, to.getOutputStream());
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        released.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException ended) {
                        return;
                    }
                },
                "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
