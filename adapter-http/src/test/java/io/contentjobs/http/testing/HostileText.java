package io.contentjobs.http.testing;

import java.util.List;
import java.util.Random;

/** Random requests with malformed paths and headers. Their lines end with one CR LF. */
public final class HostileText {
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "/./",
            "/../",
            "..",
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
            "%E0%80%80",
            "%ED%A0%80",
            "%u002f",
            "%",
            "%4",
            "%zz",
            "%25",
            "%252e",
            "{}",
            "<b>",
            "'",
            "\"",
            "`",
            "|",
            "^",
            "~",
            ":",
            "*",
            "?",
            "#",
            "[::1]",
            "http://",
            "user:password@",
            "api",
            "content",
            "jobs",
            "status",
            "/api/content/jobs/",
            "/status",
            "x:error",
            "j0001",
            "\u00e9",
            "\u00ff",
            "\u0080",
            "\u0001",
            "\u007f",
            "\u0000",
            "\t",
            "a".repeat(65),
            "1".repeat(300));
    private static final List<String> NAMES = List.of(
            "Host",
            "If-None-Match",
            "Accept",
            "Prefer",
            "Range",
            "Connection",
            "Cookie",
            "Content-Type",
            "X-Forwarded-For",
            "Accept-Encoding",
            "Upgrade",
            "Te",
            "Expect",
            "Content-Length",
            "Authorization",
            "Forwarded",
            "Origin");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "DELETE", "OPTIONS", "X");

    private final Random random;

    public HostileText(Random random) {
        this.random = random;
    }

    public String request() {
        StringBuilder request = new StringBuilder(any(METHODS)).append(' ');
        request.append(random.nextBoolean() ? "/api/content/jobs/" + text() + "/status" : "/" + text());
        request.append(" HTTP/1.1\r\nHost: h\r\n");
        for (int headers = random.nextInt(3); headers > 0; headers--) {
            request.append(any(NAMES)).append(": ").append(text()).append("\r\n");
        }
        return request.append("Connection: close\r\n\r\n").toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
