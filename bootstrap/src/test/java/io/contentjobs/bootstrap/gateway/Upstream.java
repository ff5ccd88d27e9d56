package io.contentjobs.bootstrap.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each request with "yes" and records its head. */
final class Upstream implements AutoCloseable {
    private static final byte[] YES =
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final List<List<String>> heads = new CopyOnWriteArrayList<>();

    Upstream() throws IOException {
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Returns each request's lines. */
    List<List<String>> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                connections.incrementAndGet();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String first = in.readLine(); first != null; first = in.readLine()) {
                List<String> head = new CopyOnWriteArrayList<>(List.of(first));
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.add(line);
                }
                heads.add(head);
                client.getOutputStream().write(YES);
            }
        } catch (IOException ended) {
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "upstream");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
