package io.contentjobs.bootstrap.endtoend;

import java.util.List;
import java.util.Random;

/** Requests that nobody should send, the same ones for the same seed: some nearly right, some nothing of the kind. */
final class HostileRequests {
    private static final List<String> METHODS = List.of(
            "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "X".repeat(99));
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "/../",
            "/./",
            "%2e%2e",
            "%2F",
            "%5C",
            "\\",
            ";",
            ";a=b",
            "%00",
            "%0d%0a",
            "%ff",
            "%C0%AF",
            "%ED%A0%80",
            "%u002f",
            "%",
            "%4",
            "%zz",
            "%252e",
            "{}",
            "<b>",
            "'",
            "\"",
            "`",
            "|",
            "^",
            ":",
            "*",
            "?",
            "#",
            "[::1]",
            "http://",
            "api",
            "jobs",
            "status",
            "/status",
            "x:error",
            "é",
            "ÿ",
            "\u0001",
            "\u0000",
            "\t",
            "a".repeat(65),
            "1".repeat(300),
            "-",
            "_",
            "0");
    private static final List<String> PATHS = List.of(
            "/",
            "*",
            "/api/content/jobs",
            "/client/content-jobs.js",
            "/metrics",
            "/health/live",
            "/openapi.yaml",
            "/demo/jobs/x",
            "/" + "a".repeat(13_000),
            "/api/content/images/x/generate",
            "/index.html",
            "/.env",
            "/WEB-INF/web.xml");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "00",
            "+1",
            "1.5",
            "1e9",
            "0x10",
            "99999999999999999999",
            "9223372036854775808",
            "",
            " 1",
            "NaN",
            "1,2",
            "1;2",
            "\"1\"",
            "%31",
            "2147483648");
    private static final List<String> NAMES = List.of(
            "Accept",
            "Prefer",
            "If-None-Match",
            "Last-Event-ID",
            "Range",
            "Connection",
            "Cookie",
            "Content-Type",
            "X-Forwarded-For",
            "X-Request-Id",
            "traceparent",
            "Accept-Encoding",
            "Upgrade",
            "TE",
            "Expect",
            "Authorization",
            "Forwarded",
            "Origin",
            "If-Match",
            "If-Modified-Since",
            "Access-Control-Request-Method",
            "Host",
            "Sec-Fetch-Site");
    private static final List<String> VALUES = List.of(
            "text/event-stream",
            "text/event-stream;q=0",
            "application/json;q=2",
            "*/*;q=",
            ",,,",
            "text/html",
            "*",
            "W/\"x\"",
            "\"",
            "\"a\",\"b",
            "W/",
            "wait=",
            "wait=\"",
            "respond-async, wait=1;x=\"",
            "close",
            "keep-alive, x",
            "h2c",
            "websocket",
            "bytes=0-",
            "trailers",
            "100-continue",
            "gzip;q=-1",
            "\"" + "e".repeat(500) + "\"",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "x".repeat(13_000),
            "\u00ff");
    private static final List<String> BODIES = List.of(
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "Content-Length: 0\r\n\r\n",
            "Content-Length: 5\r\n\r\nhello");
    private static final List<String> BROKEN_BODIES = List.of(
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nx",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloworld\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(13_000) + "\r\na\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\nTrailer: " + "x".repeat(13_000) + "\r\n\r\n",
            "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            "Content-Length: 10\r\n\r\nhello",
            "Content-Length: 5000\r\n\r\n" + "x".repeat(5_000),
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 5, 6\r\n\r\nhello",
            "Content-Length: 99999999999999999999\r\n\r\n");

    private final Random random;
    private final List<String> ids;
    private final List<String> tags;

    /**
     * @param ids of jobs that there are
     * @param tags of what is told of them
     */
    HostileRequests(long seed, List<String> ids, List<String> tags) {
        this.random = new Random(seed);
        this.ids = ids;
        this.tags = tags;
    }

    HostileRequest next() {
        if (chance(50)) {
            return new HostileRequest(text() + "\r\n\r\n", false, true);
        }
        String method = any(METHODS);
        boolean old = chance(20);
        StringBuilder request = new StringBuilder(method).append(' ').append(target());
        request.append(old ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n").append(chance(200) ? "" : "Host: h\r\n");
        for (int fields = random.nextInt(4); fields > 0; fields--) {
            request.append(chance(100) ? text() : name())
                    .append(": ")
                    .append(value())
                    .append("\r\n");
        }
        boolean broken = chance(12);
        request.append(broken ? any(BROKEN_BODIES) : chance(6) ? any(BODIES) : "\r\n");
        return new HostileRequest(request.toString(), method.equals("HEAD"), broken || old);
    }

    private String target() {
        String path = switch (random.nextInt(8)) {
            case 0 -> any(PATHS);
            case 1 -> "/" + text();
            case 2 -> text();
            case 3 -> "/api/content/jobs/" + text() + "/status";
            default -> "/api/content/jobs/" + any(ids) + "/status";
        };
        String origin = chance(10) ? any(List.of("http://h", "HTTPS://u:p@h:1", "http://h:99999", "ftp://", "h")) : "";
        String query =
                chance(3) ? "?" + any(List.of("wait", "wait", "Wait", "a&wait", text())) + "=" + any(NUMBERS) : "";
        return origin + path + query.strip();
    }

    /** Those that mean something to the resource, or another. */
    private String name() {
        return NAMES.get(random.nextInt(random.nextBoolean() ? 4 : NAMES.size()));
    }

    private String value() {
        return switch (random.nextInt(8)) {
            case 0 -> text();
            case 1, 2 -> "wait=" + any(NUMBERS);
            case 3, 4 -> any(tags);
            default -> any(VALUES);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(6); pieces >= 0; pieces--) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    private boolean chance(int outOf) {
        return random.nextInt(outOf) == 0;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
