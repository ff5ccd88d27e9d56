package io.contentjobs.http.naive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes on the answers of another server, with one mistake. */
final class NaiveServer implements AutoCloseable {
    /** Headers of one connection, headers that each server sends anew, and those that this client or server must not set. */
    private static final List<String> HOP_BY_HOP = List.of(
            "connection",
            "content-length",
            "date",
            "host",
            "http2-settings",
            "keep-alive",
            "transfer-encoding",
            "upgrade");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final URI right;
    private final Mistake mistake;

    NaiveServer(URI right, Mistake mistake) {
        this.right = right;
        this.mistake = mistake;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        Question question = new Question(exchange);
        mistake.misread().accept(question);
        HttpResponse<InputStream> response = ask(question);
        Reply reply = new Reply(response);
        mistake.misspell().accept(question, reply);
        exchange.getResponseHeaders().putAll(reply.headers());
        boolean noBody = question.method().equals("HEAD") || reply.status() == 204 || reply.status() == 304;
        if (question.method().equals("HEAD")) {
            response.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        if (reply.isStream() && !noBody) {
            exchange.sendResponseHeaders(reply.status(), 0);
            copyLines(reply, response.body(), exchange.getResponseBody());
        } else {
            byte[] body = reply.text(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), noBody || body.length == 0 ? -1 : body.length);
            if (!noBody && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
        exchange.close();
    }

    private HttpResponse<InputStream> ask(Question question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(right + question.target()))
                .method(question.method(), BodyPublishers.noBody());
        question.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static void copyLines(Reply reply, InputStream from, OutputStream to) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            to.write((reply.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        }
    }

    static boolean isHopByHop(String name) {
        return HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
