package io.contentjobs.http.naive;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request on its way to the right server; a mistake may change it. */
final class Question {
    private final String method;
    private final String path;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable String query;

    Question(HttpExchange exchange) {
        method = exchange.getRequestMethod();
        path = exchange.getRequestURI().getRawPath();
        query = exchange.getRequestURI().getRawQuery();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NaiveServer.isHopByHop(name)) {
                headers.put(name, values);
            }
        });
    }

    String method() {
        return method;
    }

    String target() {
        return query == null ? path : path + "?" + query;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    boolean has(String header) {
        return headers.containsKey(header);
    }

    boolean hasQuery() {
        return query != null;
    }

    void without(String header) {
        headers.remove(header);
    }

    void withoutQuery() {
        query = null;
    }

    void set(String header, String value) {
        headers.put(header, List.of(value));
    }
}
