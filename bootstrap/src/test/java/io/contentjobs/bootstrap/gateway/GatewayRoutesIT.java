package io.contentjobs.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.PlainClient;
import io.contentjobs.redis.testing.ClosedPort;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that the gateway passes on, changes and refuses. */
@Tag("full")
final class GatewayRoutesIT {
    private static final String POLL = "/api/content/jobs/sample-pending/status";
    private static final Pattern ERROR = Pattern.compile("\\{\"code\":\"(\\w+)\",\"message\":\"[^\"]+\"}");

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private ContentJobs server;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        server = deployment.demo();
        gateway = gatewayBefore(server.httpPort());
    }

    @Test
    void gateway_forwards_only_the_api_and_the_client_module() throws Exception {
        assertThat(answer(POLL)).isEqualTo("200");
        assertThat(answer("/client/content-jobs.js")).isEqualTo("200");
        Await.until("readiness", server::isReady);
        for (String path : List.of("/", "/metrics", "/health/live", "/health/ready")) {
            PlainClient inside = deployment.add(new PlainClient(server.httpPort()));
            assertThat(code(inside.get(path))).as(path).isEqualTo("200");
            assertThat(answer(path)).as(path).isEqualTo("404 HTTP_404");
        }
        for (String path : List.of("/demo/jobs", "/page.js", "/openapi.yaml", "/docs", "/nginx_status", "/-/error")) {
            assertThat(answer(path)).as(path).isEqualTo("404 HTTP_404");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "health/ready", "health/live", ""})
    void no_spelling_of_a_hidden_path_passes_the_gateway(String hidden) throws Exception {
        String forms = "/api/../ /api/%2e%2e/ /api/..%2f /api/..;/ /api/;/../ /api/.%2e;x=y/ // /.// /client/../"
                + " /client/../../ /api/%252e%252e/ /api/..\\ /api/%00/../../ /API/../ http://localhost/"
                + " http://localhost/api/../";
        for (String form : forms.split(" ", -1)) {
            assertThat(answer(form + hidden)).as(form).isIn("400 HTTP_400", "404 HTTP_404");
        }
    }

    @Test
    void request_has_the_id_of_its_client_or_an_id_of_the_gateway() throws Exception {
        String header = "x-request-id";
        assertThat(client().get(POLL, "X-Request-Id: order-4711").header(header))
                .isEqualTo("order-4711");
        assertThat(client().get(POLL).header(header)).matches("[0-9a-f]{32}");
        assertThat(client().get(POLL, "X-Request-Id: <script>").header(header)).matches("[0-9a-f]{32}");
    }

    @Test
    void servers_receive_the_address_and_the_request_id_on_connections_that_stay_open() throws Exception {
        Upstream upstream = deployment.add(new Upstream());
        gateway = gatewayBefore(upstream.port());
        PlainClient client = client();
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
    void errors_of_the_gateway_are_json() throws Exception {
        String longer = "a".repeat(9_000);
        assertThat(answer("/api/" + longer)).isEqualTo("414 HTTP_414");
        assertThat(code(client().get("/api/x", "X: " + longer))).isEqualTo("431 HTTP_431");
        assertThat(code(client().get("/api/x", "Content-Length: 2000"))).isEqualTo("413 HTTP_413");
        assertThat(code(client().send("GET /api/x HTTP/1.1\r\n\r\n"))).isEqualTo("400 HTTP_400");
        assertThat(code(client().send("GET /api/x HTTP/7.0\r\nHost: h\r\n\r\n")))
                .isEqualTo("505 HTTP_505");
    }

    @Test
    void gateway_answers_502_with_retry_after_without_a_server() throws Exception {
        gateway = gatewayBefore(deployment.add(new ClosedPort()).port());
        PlainClient.Answer answer = client().get(POLL);

        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(code(answer)).isEqualTo("502 HTTP_502");
    }

    private Gateway gatewayBefore(int upstream) throws Exception {
        int down = deployment.add(new ClosedPort()).port();
        return deployment.add(Gateway.before(upstream, down, deployment.directory(), Gateway.WITHOUT_RATE_LIMIT));
    }

    private PlainClient client() throws IOException {
        return deployment.add(new PlainClient(gateway.port()));
    }

    /** Sends a GET on a connection of its own: some errors end the connection. */
    private String answer(String path) throws IOException {
        return code(client().get(path));
    }

    /** Returns the status, and the code if the body is an error. */
    private static String code(PlainClient.Answer answer) throws IOException {
        Matcher error = ERROR.matcher(answer.body());
        return answer.status() + (error.matches() ? " " + error.group(1) : "");
    }
}
