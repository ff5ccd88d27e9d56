package io.contentjobs.http.contract;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.EventStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks one server for statuses. Header arguments are names and values in turn. */
public final class StatusClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final URI base;

    StatusClient(URI base) {
        this.base = base;
    }

    Answer get(JobId id, String... headers) {
        return send("GET", pathOf(id), headers);
    }

    Answer head(JobId id, String... headers) {
        return send("HEAD", pathOf(id), headers);
    }

    Answer send(String method, String path, String... headers) {
        try {
            return begin(method, path, headers).join();
        } catch (CompletionException failure) {
            throw new AssertionError("No answer to " + method + " " + path, failure.getCause());
        }
    }

    /** Sends the request, and waits for nothing. */
    CompletableFuture<Answer> begin(String method, String path, String... headers) {
        return HTTP.sendAsync(request(method, path, headers), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(response -> new Answer(response.statusCode(), response.headers(), response.body()));
    }

    /** Asks for a stream, and returns its events. */
    EventStream stream(JobId id, String... headers) {
        return new EventStream(open(id, headers).body());
    }

    /** Asks for a stream, and returns as soon as the header is there. */
    HttpResponse<InputStream> open(JobId id, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Accept";
        all[headers.length + 1] = "text/event-stream";
        try {
            return HTTP.send(request("GET", pathOf(id), all), BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    static String pathOf(JobId id) {
        return pathOf(id.value());
    }

    static String pathOf(String id) {
        return "/api/content/jobs/" + id + "/status";
    }

    private HttpRequest request(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.noBody());
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
