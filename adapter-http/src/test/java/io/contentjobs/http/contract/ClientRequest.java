package io.contentjobs.http.contract;

import static io.contentjobs.http.testing.Requests.request;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request of a client of the contract.
 *
 * @param target the path, with its query if it has one
 * @param headers the value of each header by its name in lower case
 */
public record ClientRequest(String method, String target, Map<String, String> headers) {
    /** Takes headers as lines: {@code name: value}. */
    static ClientRequest of(String method, String target, String... lines) {
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new ClientRequest(method, target, headers);
    }

    HttpRequest to(URI base) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return request.build();
    }
}
