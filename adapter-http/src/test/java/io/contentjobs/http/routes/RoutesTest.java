package io.contentjobs.http.routes;

import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.headers.EntityTag;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.Servers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesTest {
    private static final byte[] PAGE = "<p>한글".getBytes(StandardCharsets.UTF_8);
    private static final JobStatusServer SERVER = JobStatusServer.start(
            new HttpOptions("127.0.0.1", 0, Duration.ofSeconds(3), Servers.MAX_WAIT, 1),
            id -> new JobReport.InProgress(JobStatus.PENDING),
            Servers.NO_WAITING,
            ServerParts.NONE.withRoutes(RoutesTest::addTo));

    private static void addTo(RoutesConfig routes) {
        StaticContent page = StaticContent.of("text/html;charset=utf-8", PAGE);
        Replies.onGet(routes, "/page", ctx -> page.handle(ctx.header("Referrer-Policy", "no-referrer")));
        Replies.onGet(routes, "/now/{name}.txt", ctx -> Replies.json(ctx, 200, '"' + ctx.pathParam("name") + '"'));
        routes.get(
                "/host",
                ctx -> Replies.json(ctx, 200, '"' + Replies.authority(ctx).orElse("none") + '"'));
        Replies.onGet(routes, "/none", ctx -> {
            throw new NotFoundResponse();
        });
        routes.get("/full", ctx -> {
            throw new ServiceUnavailableResponse();
        });
        routes.get("/away", ctx -> {
            throw new StoreUnavailableException("job:x", "timed out", null);
        });
        Servers.addRoutes(routes);
        routes.post("/make", ctx -> Replies.json(ctx.header("Location", "/made"), 202, "{}"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void content_is_sent_as_it_is() {
        RawResponse response = exchange("GET", "/page");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("<p>한글");
        assertThat(response.fields())
                .containsOnlyKeys(
                        "cache-control",
                        "content-length",
                        "content-security-policy",
                        "content-type",
                        "cross-origin-resource-policy",
                        "date",
                        "etag",
                        "referrer-policy",
                        "x-content-type-options",
                        "x-request-id")
                .allSatisfy((name, values) -> assertThat(values).hasSize(1));
        assertThat(response.field("content-type")).isEqualTo("text/html;charset=utf-8");
        assertThat(response.field("cache-control")).isEqualTo("no-cache");
        assertThat(response.field("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.field("referrer-policy")).isEqualTo("no-referrer");
        assertThat(response.field("etag")).isEqualTo(EntityTag.of(PAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "/host, h.example:81, h.example:81",
        "/host, h.example, h.example",
        "/host, [::1]:81, [::1]:81",
        "http://uri.example/host, h.example, uri.example",
        "http://uri.example:82/host, h.example:81, uri.example:82",
        "http://[::1]:82/host, h.example, [::1]:82",
        "http://uri.example/host, uri.example, uri.example",
        "https://uri.example/host, h.example, uri.example",
    })
    void host_is_that_of_an_absolute_uri_or_else_of_the_header(String target, String header, String host) {
        RawResponse response =
                RawConnection.exchange(SERVER.port(), "GET " + target + " HTTP/1.1\r\nHost: " + header + "\r\n\r\n");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo('"' + host + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/now/x.txt", "/none", "/broken", "/client/content-jobs.js"})
    void head_is_get_without_the_body(String path) {
        RawResponse get = exchange("GET", path);
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            RawResponse head =
                    connection.send(request("HEAD", path, "Connection: close")).receiveHead();

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.field("content-length")).isEqualTo(get.field("content-length"));
            assertThat(head.field("content-type")).isEqualTo(get.field("content-type"));
            assertThat(head.field("etag")).isEqualTo(get.field("etag"));
            assertThat(connection.ends()).as("nothing comes after the headers").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/client/content-jobs.js"})
    void representation_that_the_client_has_is_not_sent_again(String path) {
        String etag = exchange("GET", path).field("etag");

        RawResponse other = exchange("GET", path, "If-None-Match: \"x\"");
        RawResponse same = exchange("GET", path, "If-None-Match: \"x\"", "If-None-Match: W/" + etag);

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.field("etag")).isEqualTo(etag);
        assertThat(same.field("content-length")).isEqualTo(other.field("content-length"));
        assertThat(same.fields()).doesNotContainKeys("content-type");
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void path_parameters_are_decoded() {
        assertThat(exchange("GET", "/now/%61-%20b.txt").body()).isEqualTo("\"a- b\"");
        assertThat(exchange("GET", "/now/a/b.txt").status()).isEqualTo(404);
        assertThat(exchange("GET", "/now/a%2Fb.txt").status()).isEqualTo(400);
        assertThat(exchange("GET", "/now/a.svg").status()).isEqualTo(404);
    }

    @Test
    void trailing_slash_makes_another_path() {
        assertThat(exchange("GET", "/page/").status()).isEqualTo(404);
        assertThat(exchange("GET", "//page").status()).isEqualTo(400);
        assertThat(exchange("GET", "/client/content-jobs.js" + "/").status()).isEqualTo(404);
    }

    @Test
    void dynamic_answer_is_not_cached() {
        RawResponse response = exchange("GET", "/now/x.txt", "If-None-Match: *");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("cache-control")).isEqualTo("no-store");
        assertThat(response.fields()).doesNotContainKeys("etag", "retry-after");
    }

    @Test
    void route_of_post_answers_post_alone() {
        RawResponse made = exchange("POST", "/make", "Content-Length: 0");
        RawResponse refused = exchange("GET", "/make");

        assertThat(made.status()).isEqualTo(202);
        assertThat(made.field("location")).isEqualTo("/made");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.field("allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "BREW"})
    void content_is_only_read(String method) {
        for (String path : List.of("/page", "/client/content-jobs.js")) {
            RawResponse response = exchange(method, path, "Content-Length: 0");

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.field("allow")).isEqualTo("GET, HEAD");
            assertThat(response.body()).isEqualTo("{\"code\":\"HTTP_405\",\"message\":\"허용되지 않는 메서드입니다\"}");
        }
    }

    @Test
    void errors_have_the_form_of_the_contract() {
        assertThat(exchange("GET", "/none").body())
                .isEqualTo("{\"code\":\"HTTP_404\",\"message\":\"요청한 경로를 찾을 수 없습니다\"}");
        assertThat(exchange("GET", "/broken").body())
                .isEqualTo("{\"code\":\"HTTP_500\",\"message\":\"서버 오류가 발생했습니다\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/away"})
    void outage_has_retry_after(String path) {
        RawResponse response = exchange("GET", path);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.field("retry-after")).isEqualTo("3");
        assertThat(response.field("cache-control")).isEqualTo("no-store");
        assertThat(response.body()).contains("잠시 후 다시 시도해주세요");
    }

    @Test
    void client_module_is_served_as_a_script() {
        RawResponse response = exchange("GET", "/client/content-jobs.js");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("content-type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(response.field("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.field("cache-control")).isEqualTo("no-cache");
        assertThat(response.body()).contains("export async function followJob(");
    }

    @Test
    void missing_resource_is_named() {
        assertThatThrownBy(() -> StaticContent.ofResource(RoutesTest.class, "none", "text/plain"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
    }

    private static RawResponse exchange(String method, String path, String... headers) {
        return RawConnection.exchange(SERVER.port(), request(method, path, headers));
    }
}
