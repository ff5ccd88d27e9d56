package io.contentjobs.bootstrap.demo;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.http.testing.RawResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo refuses requests for another host, and takes no job from a page of another site. */
final class DemoHostsIT {
    private static final String GENERATE = "POST /api/content/images/draft/generate HTTP/1.1";

    @RegisterExtension
    private static final Deployment DEPLOYMENT = new Deployment();

    private static ContentJobs demo;
    private static ContentJobs everywhere;

    @BeforeAll
    static void start() throws Exception {
        demo = DEPLOYMENT.demo("DEMO_DURATION", "50ms");
        everywhere = DEPLOYMENT.demo("HTTP_HOST", "0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET /page.js HTTP/1.1",
                "GET /api/content/jobs/sample-completed/status HTTP/1.1",
                "GET /health/ready HTTP/1.1",
                "GET /metrics HTTP/1.1",
                "GET /docs HTTP/1.1",
                "GET /none HTTP/1.1",
                GENERATE
            })
    void each_route_refuses_another_host(String line) {
        RawResponse response = answer(demo, line, "Host: rebound.example.com|Content-Length: 0");

        assertThat(response.status()).isEqualTo(421);
        assertThat(response.header("content-type")).startsWith("application/json");
        assertThat(response.body()).startsWith("{\"code\":\"HTTP_421\",\"message\":\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, Host: localhost:8080, 200",
        "GET / HTTP/1.1, Host: [::1]:1, 200",
        "GET / HTTP/1.1, Host: [2001:db8::1]:8080, 421",
        "GET http://localhost/ HTTP/1.1, Host: localhost, 200",
        "GET http://localhost/ HTTP/1.1, Host: rebound.example.com, 200",
        "GET http://rebound.example.com/ HTTP/1.1, Host: rebound.example.com, 421",
        "GET http://rebound.example.com/ HTTP/1.1, Host: localhost, 421",
        "GET http:/ HTTP/1.1, Host: rebound.example.com, 421",
        "GET / HTTP/1.0, X-No-Host: x, 200",
        "GET / HTTP/1.0, Host: rebound.example.com, 421",
        "GET / HTTP/1.1, Host: localhost|Host: rebound.example.com, 400",
        "GET / HTTP/1.1, Host:, 400",
    })
    void host_of_the_uri_counts_before_the_header(String line, String headers, int status) {
        assertThat(answer(demo, line, headers).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "192.0.2.1:8080, 200", "[2001:db8::1]:8080, 200", "rebound.example.com, 421"})
    void server_on_all_interfaces_answers_for_addresses_and_refuses_unknown_names(String host, int status) {
        assertThat(answer(everywhere, "GET / HTTP/1.1", "Host: " + host).status())
                .isEqualTo(status);
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
                "Origin: http://localhost:8080|Sec-Fetch-Site: cross-site",
                "Origin: https://evil.example.com|Sec-Fetch-Site: same-origin",
                "Origin: https://evil.example.com|Content-Type: text/plain|Sec-Fetch-Mode: no-cors",
                "Sec-Fetch-Site: cross-site|Content-Type: application/x-www-form-urlencoded",
            })
    void page_of_another_site_starts_no_job(String headers) {
        RawResponse response = answer(demo, GENERATE, "Host: localhost:8080|Content-Length: 0|" + headers);

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"code\":\"HTTP_403\",\"message\":\"허용되지 않는 요청입니다\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Origin: http://localhost:8080",
                "Origin: https://localhost:8080",
                "Origin: http://localhost:8080|Sec-Fetch-Site: same-origin",
            })
    void page_of_the_demo_and_clients_without_a_browser_start_jobs(String headers) {
        assertThat(answer(demo, GENERATE, "Host: localhost:8080|Content-Length: 0|" + headers)
                        .status())
                .isEqualTo(202);
    }

    private static RawResponse answer(ContentJobs server, String line, String headers) {
        String request = line + "\r\n" + headers.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n";
        return exchange(server.httpPort(), request);
    }
}
