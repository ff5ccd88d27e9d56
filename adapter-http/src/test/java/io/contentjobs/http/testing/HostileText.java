package io.contentjobs.http.testing;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random requests with malformed paths and headers. Their lines end with one CR LF. */
public final class HostileText {
    private static final List<String> PIECES = Stream.concat(
                    words("""
                            / // /./ /../ .. %2e%2e %2F %5C \\ ; ;a=b %00 %0d%0a %ff %C0%AF %E0%80%80 %ED%A0%80 %u002f % %4 %zz
                            %25 %252e {} <b> ' " ` | ^ ~ : * ? # [::1] http:// user:password@ api content jobs status
                            /api/content/jobs/ /status x:error j0001 \u00e9 \u00ff
                            """),
                    Stream.of("\u0080", "\u0001", "\u007f", "\u0000", "\t", "a".repeat(65), "1".repeat(300)))
            .toList();
    private static final List<String> NAMES = words("""
                    Host If-None-Match Accept Prefer Range Connection Cookie Content-Type X-Forwarded-For Accept-Encoding
                    Upgrade Te Expect Content-Length Authorization Forwarded Origin
                    """).toList();
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
        return Stream.generate(() -> any(PIECES)).limit(1 + random.nextInt(8)).collect(Collectors.joining());
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.strip().split("\\s+", -1));
    }
}
