package io.contentjobs.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway lets through, in which form, and what not. */
@Tag("full")
final class GatewayRoutesIT {
    private static final List<String> INSIDE = List.of("/", "/metrics", "/health/live", "/health/ready");
    private static final Pattern ERROR = Pattern.compile("\\{\"code\":\"(\\w+)\",\"message\":\"[^\"]+\"}");
    private static final Map<String, String> UNLIMITED = Map.of("rate=50r/s", "rate=100000r/s");

    private final Closer closer = new Closer();

    @TempDir
    private Path directory;

    private ContentJobs server;
    private Gateway gateway;
    private PlainClient outside;

    @BeforeEach
    void start() throws Exception {
        // With a Redis of its own, so that it has a page and a demo, too.
        server = closer.add(ContentJobs.start(Settings.from(Map.of("HTTP_PORT", "0")), Clock.systemUTC()));
        gateway = gatewayBefore(server.httpPort());
        outside = fresh();
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void api_and_client_module_are_reached_and_the_rest_is_not() throws Exception {
        PlainClient inside = closer.add(new PlainClient(server.httpPort()));

        assertThat(code(outside.get("/api/content/jobs/sample-pending/status"))).isEqualTo("200");
        assertThat(code(outside.get("/client/content-jobs.js"))).isEqualTo("200");
        Eventually.within(Duration.ofSeconds(60), "readiness", server::isReady);
        for (String path : INSIDE) {
            assertThat(code(inside.get(path))).as(path).isEqualTo("200");
            assertThat(code(outside.get(path))).as(path).isEqualTo("404 HTTP_404");
        }
        for (String path : List.of("/demo/jobs", "/page.js", "/openapi.yaml", "/docs", "/nginx_status", "/-/error")) {
            assertThat(code(outside.get(path))).as(path).isEqualTo("404 HTTP_404");
        }
    }

    @Test
    void no_spelling_leads_round_that() throws Exception {
        for (String hidden : List.of("metrics", "health/ready", "health/live", "")) {
            Stream.of(
                            "/api/../%s",
                            "/api/%%2e%%2e/%s",
                            "/api/..%%2f%s",
                            "/api/..;/%s",
                            "/api/;/../%s",
                            "/api/.%%2e;x=y/%s",
                            "//%s",
                            "/.//%s",
                            "/client/../%s",
                            "/client/../../%s",
                            "/api/%%252e%%252e/%s",
                            "/api/..\\%s",
                            "/api/%%00/../../%s",
                            "/API/../%s",
                            "http://localhost/%s",
                            "http://localhost/api/../%s")
                    .map(form -> form.formatted(hidden))
                    .forEach(path -> assertThat(codeOnItsOwn(path)).as(path).isIn("400 HTTP_400", "404 HTTP_404"));
        }
    }

    @Test
    void request_is_known_inside_by_the_name_that_its_client_gave_it_or_by_one_of_the_gateways() throws Exception {
        String path = "/api/content/jobs/sample-pending/status";

        assertThat(outside.get(path, "X-Request-Id: order-4711").field("x-request-id"))
                .isEqualTo("order-4711");
        assertThat(fresh().get(path).field("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(fresh().get(path, "X-Request-Id: <script>").field("x-request-id"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void servers_are_told_the_client_and_the_name_and_keep_their_connections() throws Exception {
        Upstream upstream = closer.add(new Upstream());
        gateway = gatewayBefore(upstream.port());
        PlainClient client = fresh();
        int requests = 200;
        for (int i = 0; i < requests; i++) {
            assertThat(client.get("/api/x", "X-Request-Id: r" + i, "X-Forwarded-For: 8.8.8.8", "traceparent: t")
                            .body())
                    .isEqualTo("yes");
        }

        assertThat(upstream.heads())
                .hasSize(requests)
                .allSatisfy(head -> assertThat(head)
                        .contains(
                                "GET /api/x HTTP/1.1",
                                "Host: localhost",
                                "X-Forwarded-For: 127.0.0.1",
                                "traceparent: t")
                        .noneMatch(line -> line.startsWith("Connection:")));
        assertThat(upstream.heads().get(0)).contains("X-Request-Id: r0");
        assertThat(upstream.connections()).isLessThan(requests / 10);
    }

    @Test
    void errors_of_the_gateways_own_are_json_too() throws Exception {
        String longer = "a".repeat(9_000);
        assertThat(codeOnItsOwn("/api/" + longer)).isEqualTo("414 HTTP_414");
        assertThat(code(fresh().get("/api/x", "X: " + longer))).isEqualTo("431 HTTP_431");
        assertThat(code(fresh().get("/api/x", "Content-Length: 2000"))).isEqualTo("413 HTTP_413");
        assertThat(code(fresh().send("GET /api/x HTTP/1.1\r\n\r\n"))).isEqualTo("400 HTTP_400");
        assertThat(code(fresh().send("GET /api/x HTTP/7.0\r\nHost: h\r\n\r\n"))).isEqualTo("505 HTTP_505");
    }

    @Test
    void no_server_is_a_502_that_says_when_to_come_back() throws Exception {
        gateway = gatewayBefore(closer.add(new ClosedPort()).port());

        PlainClient.Answer answer = fresh().get("/api/content/jobs/any/status");

        assertThat(answer.field("retry-after")).isEqualTo("2");
        assertThat(answer.field("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(code(answer)).isEqualTo("502 HTTP_502");
    }

    private Gateway gatewayBefore(int upstream) throws Exception {
        return closer.add(Gateway.before(upstream, closer.add(new ClosedPort()).port(), directory, UNLIMITED));
    }

    private PlainClient fresh() throws IOException {
        return closer.add(new PlainClient(gateway.port()));
    }

    /** On a connection of its own: after some errors there is no other request. */
    private String codeOnItsOwn(String path) {
        try {
            return code(fresh().get(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        }
    }

    /** Returns the status, and the code in the body, where there is one, which must then be all there is. */
    private static String code(PlainClient.Answer answer) throws IOException {
        Matcher error = ERROR.matcher(answer.body());
        return answer.status() + (error.matches() ? " " + error.group(1) : "");
    }
}
