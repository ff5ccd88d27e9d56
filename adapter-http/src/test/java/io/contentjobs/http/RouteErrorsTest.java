package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.Servers;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes beside the resource answer errors as it does, and nothing that Javalin would add by itself. */
final class RouteErrorsTest {
    private static final String FAILURE = "{\"code\":\"HTTP_500\",\"message\":\"서버 오류가 발생했습니다\"}";
    private static final Javalin SERVER = Javalin.create(config -> {
                HttpOptions options = new HttpOptions("127.0.0.1", 0, Duration.ofSeconds(3), Servers.MAX_WAIT, 1);
                GetJobStatus none = id -> {
                    throw new JobNotFoundException(id);
                };
                new ServerSetup(options, none, Servers.NO_WAITING, ServerParts.NONE).accept(config);
                config.routes.get("/exception", ctx -> {
                    sayMuch(ctx);
                    throw new IllegalStateException("a secret");
                });
                config.routes.get("/error", ctx -> {
                    sayMuch(ctx);
                    throw new StackOverflowError("a secret");
                });
                config.routes.get("/busy", ctx -> {
                    sayMuch(ctx);
                    throw new ServiceUnavailableResponse("a secret");
                });
                config.routes.get("/long", ctx -> ctx.result("long ".repeat(2_000)));
                config.routes.post("/form", ctx -> {});
                config.routes.delete("/form", ctx -> {});
            })
            .start();

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?x", "http:", "http:?//elsewhere", ";x"})
    void request_without_a_path_is_refused_and_not_sent_elsewhere(String target) {
        RawResponse response = exchange("OPTIONS", target);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.fields()).doesNotContainKey("location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exception", "/error"})
    void failure_is_logged_once_with_its_trace_and_not_shown_to_the_client(String path) {
        try (LogCapture log = LogCapture.begin()) {
            RawResponse response = exchange("GET", path);

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).isEqualTo(FAILURE);
            assertThat(response.fields())
                    .containsOnlyKeys(
                            "cache-control",
                            "content-length",
                            "content-security-policy",
                            "content-type",
                            "cross-origin-resource-policy",
                            "date",
                            "referrer-policy",
                            "vary",
                            "x-content-type-options",
                            "x-request-id");
            assertThat(response.field("cache-control")).isEqualTo("no-store");
            assertThat(response.field("content-type")).isEqualTo("application/json");
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a secret");
            });
        }
    }

    @Test
    void message_of_an_http_exception_is_neither_shown_nor_logged() {
        try (LogCapture log = LogCapture.begin()) {
            RawResponse response = exchange("GET", "/busy");

            assertThat(response.body()).isEqualTo("{\"code\":\"HTTP_503\",\"message\":\"잠시 후 다시 시도해주세요\"}");
            assertThat(response.field("retry-after")).isEqualTo("3");
            assertThat(response.field("cache-control")).isEqualTo("no-store");
            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "*/*"})
    void method_without_a_route_is_not_allowed(String accept) {
        RawResponse response = exchange("GET", "/form", "Accept: " + accept);

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.body()).isEqualTo("{\"code\":\"HTTP_405\",\"message\":\"허용되지 않는 메서드입니다\"}");
        assertThat(response.field("allow")).isEqualTo("POST, DELETE");
    }

    @Test
    void trailing_slash_makes_another_path() {
        assertThat(exchange("POST", "/form").status()).isEqualTo(200);
        assertThat(exchange("POST", "/form/").status()).isEqualTo(404);
    }

    @Test
    void answers_are_not_compressed() {
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            String answer = connection
                    .send(request("GET", "/long", "Accept-Encoding: gzip", "Connection: close"))
                    .receiveAll();

            assertThat(answer)
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("gzip")
                    .contains("long long long");
        }
    }

    private static void sayMuch(Context ctx) {
        ctx.header("Cache-Control", "public").header("ETag", "\"x\"").html("<b>half a page");
    }

    private static RawResponse exchange(String method, String path, String... headers) {
        return RawConnection.exchange(SERVER.port(), request(method, path, headers));
    }
}
