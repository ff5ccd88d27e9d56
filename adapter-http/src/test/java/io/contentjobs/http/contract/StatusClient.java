package io.contentjobs.http.contract;

import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.pathOf;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.EventStream;
import io.contentjobs.http.testing.RawResponse;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks one server for statuses. Headers are lines: {@code name: value}. */
public final class StatusClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final URI base;
    private final ClientFilter filter;

    StatusClient(URI base, ClientFilter filter) {
        this.base = base;
        this.filter = filter;
    }

    /** The start of a stream, without a body, and the events after it. */
    record StreamResponse(RawResponse head, EventStream events) {}

    RawResponse get(JobId id, String... headers) {
        return send("GET", pathOf(id), headers);
    }

    RawResponse send(String method, String target, String... headers) {
        return join(begin(method, target, headers));
    }

    /** Sends the request, and does not wait. */
    CompletableFuture<RawResponse> begin(String method, String target, String... headers) {
        ClientRequest request = filter.request(ClientRequest.of(method, target, headers));
        return HTTP.sendAsync(request.to(base), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(response -> filter.response(request, responseOf(response, response.body())));
    }

    /** Asks for a stream, and returns as soon as the headers are there. */
    StreamResponse stream(JobId id, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = STREAM;
        ClientRequest request = filter.request(ClientRequest.of("GET", pathOf(id), all));
        HttpResponse<InputStream> response = join(HTTP.sendAsync(request.to(base), BodyHandlers.ofInputStream()));
        RawResponse head = filter.response(request, responseOf(response, ""));
        return new StreamResponse(
                head,
                new EventStream(
                        response.body(),
                        line -> filter.response(request, new RawResponse(head.status(), head.headers(), line))
                                .body()));
    }

    private static RawResponse responseOf(HttpResponse<?> response, String body) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new RawResponse(response.statusCode(), headers, body);
    }

    private <T> T join(CompletableFuture<T> response) {
        try {
            return response.join();
        } catch (CompletionException failure) {
            throw new AssertionError("No response from " + base, failure.getCause());
        }
    }
}
