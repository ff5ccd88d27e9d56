package io.contentjobs.bootstrap.endtoend;

import java.util.List;
import java.util.Random;

/** Random requests with malformed and unusual parts; the same requests for the same seed. */
final class HostileRequests {
    /**
     * A request.
     *
     * @param text one byte a character
     * @param isHead whether its answer has no body
     * @param isLast whether the server cannot tell where the next request begins
     */
    record Hostile(String text, boolean isHead, boolean isLast) {}

    private static final String LONG = "x".repeat(13_000);
    private static final List<String> METHODS =
            words("GET GET GET GET HEAD POST PUT DELETE OPTIONS TRACE get " + "X".repeat(99));
    private static final List<String> PIECES = words("/ // /../ /./ %2e%2e %2F %5C \\ ; ;a=b %00 %0d%0a %ff %C0%AF"
            + " %ED%A0%80 %u002f % %4 %zz %252e {} <b> ' \" ` | ^ : * ? # [::1] http:// api jobs status /status x:error"
            + " é ÿ \u0001 \u0000 \t - _ 0 " + "a".repeat(65) + " " + "1".repeat(300));
    private static final List<String> PATHS =
            words("/ * /api/content/jobs /client/content-jobs.js /metrics /health/live"
                    + " /openapi.yaml /demo/jobs/x /api/content/images/x/generate /index.html /.env /WEB-INF/web.xml /"
                    + LONG);
    private static final List<String> NUMBERS = List.of(
            ("0, -1, 1, 00, +1, 1.5, 1e9, 0x10, 99999999999999999999, 9223372036854775808, ,  1, NaN, 1;2, \"1\", %31,"
                            + " 2147483648, 1,2")
                    .split(", ", -1));
    private static final List<String> NAMES = words("Accept Prefer If-None-Match Last-Event-ID Range Connection Cookie"
            + " Content-Type X-Forwarded-For X-Request-Id traceparent Accept-Encoding Upgrade TE Expect Authorization"
            + " Forwarded Origin If-Match If-Modified-Since Access-Control-Request-Method Host Sec-Fetch-Site");
    private static final List<String> VALUES = List.of(
            ("text/event-stream | text/event-stream;q=0 | application/json;q=2 | */*;q= | ,,, | text/html | * | W/\"x\""
                            + " | \" | \"a\",\"b | W/ | wait= | wait=\" | respond-async, wait=1;x=\" | close"
                            + " | keep-alive, x | h2c | websocket | bytes=0- | trailers | 100-continue | gzip;q=-1"
                            + " | \u00ff | 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
                            + " | \"" + "e".repeat(500) + "\" | " + LONG)
                    .split(" \\| ", -1));
    private static final String LENGTH = "Content-Length: ";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final List<String> BODIES =
            List.of(CHUNKED + "5\r\nhello\r\n0\r\n\r\n", LENGTH + "0\r\n\r\n", LENGTH + "5\r\n\r\nhello");
    private static final List<String> BROKEN_BODIES = List.of(
            CHUNKED + "zz\r\n",
            CHUNKED + "FFFFFFFFFFFFFFFFFF\r\nx",
            CHUNKED + "5\r\nhel",
            CHUNKED + "5\r\nhelloworld\r\n0\r\n\r\n",
            CHUNKED + "-5\r\nhello\r\n0\r\n\r\n",
            CHUNKED + "1;" + LONG + "\r\na\r\n0\r\n\r\n",
            CHUNKED + "0\r\nTrailer: " + LONG + "\r\n\r\n",
            "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            LENGTH + "10\r\n\r\nhello",
            LENGTH + "5000\r\n\r\n" + "x".repeat(5_000),
            LENGTH + "-1\r\n\r\n",
            LENGTH + "5, 6\r\n\r\nhello",
            LENGTH + "99999999999999999999\r\n\r\n");

    private final Random random;
    private final List<String> ids;
    private final List<String> tags;

    /**
     * @param ids of jobs
     * @param tags the entity tags of their answers
     */
    HostileRequests(long seed, List<String> ids, List<String> tags) {
        this.random = new Random(seed);
        this.ids = ids;
        this.tags = tags;
    }

    private static List<String> words(String words) {
        return List.of(words.split(" ", -1));
    }

    Hostile next() {
        if (chance(50)) {
            return new Hostile(text() + "\r\n\r\n", false, true);
        }
        String method = any(METHODS);
        boolean old = chance(20);
        StringBuilder request = new StringBuilder(method).append(' ').append(target());
        request.append(old ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n").append(chance(200) ? "" : "Host: h\r\n");
        for (int headers = random.nextInt(4); headers > 0; headers--) {
            String name = chance(100) ? text() : NAMES.get(random.nextInt(random.nextBoolean() ? 4 : NAMES.size()));
            request.append(name).append(": ").append(value()).append("\r\n");
        }
        boolean broken = chance(12);
        request.append(broken ? any(BROKEN_BODIES) : chance(6) ? any(BODIES) : "\r\n");
        return new Hostile(request.toString(), method.equals("HEAD"), broken || old);
    }

    private String target() {
        String path = switch (random.nextInt(8)) {
            case 0 -> any(PATHS);
            case 1 -> "/" + text();
            case 2 -> text();
            case 3 -> "/api/content/jobs/" + text() + "/status";
            default -> "/api/content/jobs/" + any(ids) + "/status";
        };
        String origin = chance(10) ? any(words("http://h HTTPS://u:p@h:1 http://h:99999 ftp:// h")) : "";
        String query =
                chance(3) ? "?" + any(List.of("wait", "wait", "Wait", "a&wait", text())) + "=" + any(NUMBERS) : "";
        return origin + path + query.strip();
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
