package io.contentjobs.redis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A way to Redis on which a reply can be lost: what was asked arrives, the answer does not. */
public final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<@Nullable String> command = new AtomicReference<>();
    private volatile int target;

    public CuttingProxy() throws IOException {
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Says which port of the loopback interface it leads to. */
    public void leadTo(int port) {
        target = port;
    }

    /** Passes the next such command on, and ends the connection when its reply comes. */
    public void loseReplyTo(String nextCommand) {
        command.set(nextCommand);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                redis.setTcpNoDelay(true);
                AtomicBoolean lost = new AtomicBoolean();
                daemon(() -> passRequests(client, redis, lost));
                daemon(() -> passReplies(redis, client, lost));
            }
        } catch (IOException closed) {
            target = 0;
        }
    }

    private void passRequests(Socket client, Socket redis, AtomicBoolean lost) {
        byte[] buffer = new byte[BUFFER];
        try (client;
                redis;
                InputStream in = client.getInputStream();
                OutputStream out = redis.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                String wanted = command.get();
                String request = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                if (wanted != null && request.contains(wanted + "\r\n") && command.compareAndSet(wanted, null)) {
                    lost.set(true);
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            return;
        }
    }

    private static void passReplies(Socket redis, Socket client, AtomicBoolean lost) {
        byte[] buffer = new byte[BUFFER];
        try (redis;
                client;
                InputStream in = redis.getInputStream();
                OutputStream out = client.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0 && !lost.get(); count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
