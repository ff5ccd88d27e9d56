package io.contentjobs.redis.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that writes the same to each client as soon as it connects, and ends the connection. */
public final class GreetingServer implements AutoCloseable {
    private final ServerSocket server;

    /** Starts it; with port 0, on a free port. */
    public GreetingServer(int port, String greeting) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(greeting.getBytes(StandardCharsets.US_ASCII)), "greeting-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve(byte[] greeting) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write(greeting);
            } catch (IOException closed) {
                // The client or the test has closed the connection.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
