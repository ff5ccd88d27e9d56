package io.contentjobs.http.naive;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The right server's response on its way back; a mistake may change it. */
final class Reply {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;
    private UnaryOperator<String> edit = UnaryOperator.identity();

    Reply(HttpResponse<InputStream> response) {
        status = response.statusCode();
        response.headers().map().forEach((name, values) -> {
            if (!NaiveServer.isHopByHop(name)) {
                headers.put(name, values);
            }
        });
    }

    int status() {
        return status;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    boolean isStream() {
        return headers.getOrDefault("Content-Type", List.of()).stream().anyMatch(type -> type.contains("event-stream"));
    }

    /** Returns the text of a body, or a line of a stream, with the mistake in it. */
    String text(String right) {
        return edit.apply(right);
    }

    void replace(String right, String wrong) {
        edit = text -> text.replace(right, wrong);
    }

    void become(int from, int to) {
        if (status == from) {
            status = to;
        }
    }

    void without(String header) {
        headers.remove(header);
    }

    void set(String header, String value) {
        headers.put(header, List.of(value));
    }
}
