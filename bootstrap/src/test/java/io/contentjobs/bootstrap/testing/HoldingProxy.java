package io.contentjobs.bootstrap.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Stands before a Redis and, once a command that names a certain word has come, holds all replies back. */
public final class HoldingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final int redisPort;
    private final String word;

    public HoldingProxy(int redisPort, String word) throws IOException {
        this.redisPort = redisPort;
        this.word = word;
        run(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Counts down when the word has come. */
    public CountDownLatch held() {
        return held;
    }

    public void release() {
        released.countDown();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
            sockets.addAll(List.of(client, redis));
            run(() -> copy(client, redis, this::look));
            run(() -> copy(redis, client, text -> waitWhileHeld()));
        }
    }

    private void look(String command) {
        if (command.contains(word)) {
            held.countDown();
        }
    }

    private void waitWhileHeld() throws InterruptedException {
        if (held.getCount() == 0) {
            released.await();
        }
    }

    private static void copy(Socket from, Socket to, Step before) throws Exception {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            before.take(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            out.write(buffer, 0, read);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Step {
        void take(String text) throws Exception;
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void run(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (Exception closed) {
                        // A side is gone, and so is what there was to do.
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
