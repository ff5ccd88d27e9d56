package io.contentjobs.http.testing;

import io.contentjobs.domain.JobId;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HTTP requests as text. */
public final class Requests {
    public static final String STREAM = "Accept: text/event-stream";

    private Requests() {}

    /** Returns the path of a job's status. */
    public static String pathOf(JobId id) {
        return "/api/content/jobs/" + id + "/status";
    }

    /** Returns a GET of a job's status with these headers. */
    public static String get(JobId id, String... headers) {
        return request("GET", pathOf(id), headers);
    }

    /**
     * Returns a request with these headers, beside {@code Host}.
     *
     * @param target a path, with its query if it has one
     */
    public static String request(String method, String target, String... headers) {
        String lines = Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
        return method + " " + target + " HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n";
    }
}
