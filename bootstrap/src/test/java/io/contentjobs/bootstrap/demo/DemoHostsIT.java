package io.contentjobs.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.RawAnswer;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo answers nobody who has come for another host, and takes no job from a page of another site. */
final class DemoHostsIT {
    private static final String GENERATE = "POST /api/content/images/draft/generate HTTP/1.1";
    private static final Closer SHARED = new Closer();

    private static ContentJobs demo;
    private static ContentJobs everywhere;

    @BeforeAll
    static void start() throws Exception {
        demo = start(Map.of("HTTP_PORT", "0", "DEMO_DURATION", "50ms"));
        everywhere = start(Map.of("HTTP_PORT", "0", "HTTP_HOST", "0.0.0.0"));
    }

    private static ContentJobs start(Map<String, String> environment) throws Exception {
        return SHARED.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
    }

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "localhost:1",
                "LocalHost",
                "localhost.",
                "127.0.0.1",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]",
            })
    void own_hosts_are_answered(String host) throws IOException {
        assertThat(ask(demo, "GET / HTTP/1.1", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example.com",
                "rebound.example.com:8080",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "xlocalhost",
                "192.0.2.1",
                "127.0.0.2",
                "0.0.0.0",
                "[::]",
                "[2001:db8::1]:8080",
            })
    void other_hosts_are_misdirected_on_every_route(String host) throws IOException {
        for (String path : new String[] {
            "/", "/page.js", "/api/content/jobs/sample-completed/status", "/health/ready", "/metrics", "/docs", "/none"
        }) {
            RawAnswer answer = ask(demo, "GET " + path + " HTTP/1.1", "Host: " + host);

            assertThat(answer.status()).as(path).isEqualTo(421);
            assertThat(answer.type()).isEqualTo("application/json");
            assertThat(answer.body()).startsWith("{\"code\":\"HTTP_421\",\"message\":\"");
        }
        assertThat(ask(demo, GENERATE, "Host: " + host, "Content-Length: 0").status())
                .isEqualTo(421);
    }

    @Test
    void host_of_the_uri_is_the_one_that_counts() throws IOException {
        assertThat(ask(demo, "GET http://rebound.example.com/ HTTP/1.1", "Host: rebound.example.com")
                        .status())
                .isEqualTo(421);
        assertThat(ask(demo, "GET http://localhost/ HTTP/1.1", "Host: localhost")
                        .status())
                .isEqualTo(200);
        assertThat(ask(demo, "GET http://rebound.example.com/ HTTP/1.1", "Host: localhost")
                        .status())
                .isEqualTo(421);
        assertThat(ask(demo, "GET http://localhost/ HTTP/1.1", "Host: rebound.example.com")
                        .status())
                .isEqualTo(200);
        assertThat(ask(demo, "GET http:/ HTTP/1.1", "Host: rebound.example.com").status())
                .isEqualTo(421);
    }

    @Test
    void request_that_names_no_host_is_answered_and_one_that_names_two_is_not() throws IOException {
        assertThat(ask(demo, "GET / HTTP/1.0").status()).isEqualTo(200);
        assertThat(ask(demo, "GET / HTTP/1.0", "Host: rebound.example.com").status())
                .isEqualTo(421);
        assertThat(ask(demo, "GET / HTTP/1.1", "Host: localhost", "Host: rebound.example.com")
                        .status())
                .isEqualTo(400);
        assertThat(ask(demo, "GET / HTTP/1.1", "Host:").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1, 200",
        "192.0.2.1:8080, 200",
        "[2001:db8::1]:8080, 200",
        "rebound.example.com, 421",
        "192.0.2.1.example.com, 421",
    })
    void on_all_interfaces_addresses_are_answered_and_unknown_names_are_not(String host, int status)
            throws IOException {
        assertThat(ask(everywhere, "GET / HTTP/1.1", "Host: " + host).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: future",
                "Origin: null",
                "Origin: https://evil.example.com",
                "Origin: http://localhost:1",
                "Origin: http://127.0.0.1:8080",
                "Origin: ",
                "Origin: http://localhost:8080\r\nSec-Fetch-Site: cross-site",
                "Origin: https://evil.example.com\r\nSec-Fetch-Site: same-origin",
                "Origin: https://evil.example.com\r\nContent-Type: text/plain\r\nSec-Fetch-Mode: no-cors",
                "Sec-Fetch-Site: cross-site\r\nContent-Type: application/x-www-form-urlencoded",
            })
    void pages_of_other_sites_start_no_job(String fields) throws IOException {
        RawAnswer answer = ask(demo, GENERATE, "Host: localhost:8080", fields, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"code\":\"HTTP_403\",\"message\":\"허용되지 않는 요청입니다\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Origin: http://localhost:8080",
                "Origin: https://localhost:8080",
                "Origin: http://localhost:8080\r\nSec-Fetch-Site: same-origin",
            })
    void the_page_itself_and_clients_that_are_no_browsers_do(String fields) throws IOException {
        assertThat(ask(demo, GENERATE, "Host: localhost:8080", fields, "Content-Length: 0")
                        .status())
                .isEqualTo(202);
    }

    private static RawAnswer ask(ContentJobs server, String line, String... fields) throws IOException {
        String head = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return RawAnswer.to(line + "\r\n" + head + "Connection: close\r\n\r\n", server.httpPort());
    }
}
