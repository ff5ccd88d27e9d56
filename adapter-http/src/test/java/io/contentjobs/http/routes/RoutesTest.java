package io.contentjobs.http.routes;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.headers.EntityTag;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.WordSource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes beside the resource: their content, and their errors, which have the form of the contract. */
final class RoutesTest {
    private static final byte[] PAGE = "<p>한글".getBytes(StandardCharsets.UTF_8);
    private static final String MODULE = "/client/content-jobs.js";

    /** The headers that each answer of a route has; Vary comes with errors, ETag with content. */
    private static final String HEADERS = "cache-control content-length content-security-policy content-type"
            + " cross-origin-resource-policy date referrer-policy x-content-type-options x-request-id ";

    @AutoClose
    private static final JobStatusServer SERVER = Servers.polled(
            new HttpOptions("127.0.0.1", 0, Duration.ofSeconds(3), Servers.MAX_WAIT, 1),
            id -> new JobReport.InProgress(JobStatus.PENDING),
            ServerParts.NONE.withRoutes(RoutesTest::addTo));

    private static final int PORT = SERVER.port();

    private static void addTo(RoutesConfig routes) {
        StaticContent page = StaticContent.of("text/html;charset=utf-8", PAGE);
        Replies.onGet(routes, "/page", ctx -> page.handle(ctx.header("Referrer-Policy", "no-referrer")));
        Replies.onGet(routes, "/now/{name}.txt", ctx -> Replies.json(ctx, 200, '"' + ctx.pathParam("name") + '"'));
        routes.get("/host", ctx -> ctx.result(Replies.authority(ctx).orElse("none")));
        routes.get("/long", ctx -> ctx.result("long ".repeat(2_000)));
        routes.post("/make", ctx -> Replies.json(ctx.header("Location", "/made"), 202, "{}"));
        routes.post("/form", ctx -> {});
        routes.delete("/form", ctx -> {});
        routes.get("/away", ctx -> {
            throw new StoreUnavailableException("job:x", "timed out", null);
        });
        Replies.onGet(routes, "/none", ctx -> {
            throw new NotFoundResponse();
        });
        Replies.onGet(routes, "/exception", ctx -> {
            writeHalfAPage(ctx);
            throw new IllegalStateException("a secret");
        });
        routes.get("/error", ctx -> {
            writeHalfAPage(ctx);
            throw new StackOverflowError("a secret");
        });
        routes.get("/busy", ctx -> {
            writeHalfAPage(ctx);
            throw new ServiceUnavailableResponse("a secret");
        });
    }

    private static void writeHalfAPage(Context ctx) {
        ctx.header("Cache-Control", "public").header("ETag", "\"x\"").html("<b>half a page");
    }

    @Test
    void content_is_sent_unchanged() {
        exchange(PORT, "GET", "/page")
                .is(200, "<p>한글")
                .hasOnly(HEADERS + "etag")
                .has("content-type", "text/html;charset=utf-8")
                .has("cache-control", "no-cache")
                .has("x-content-type-options", "nosniff")
                .has("referrer-policy", "no-referrer")
                .has("etag", EntityTag.of(PAGE));
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
    void host_comes_from_an_absolute_uri_or_else_from_the_header(String target, String header, String host) {
        exchange(PORT, "GET " + target + " HTTP/1.1\r\nHost: " + header + "\r\n\r\n")
                .is(200, host);
    }

    @ParameterizedTest
    @WordSource("/page /now/x.txt /none /exception /client/content-jobs.js")
    void head_is_get_without_the_body(String path) {
        RawResponse get = exchange(PORT, "GET", path);
        RawResponse head = exchange(PORT, "HEAD", path).is(get.status(), "");
        assertThat(head.comparableHeaders()).isEqualTo(get.comparableHeaders());
    }

    @ParameterizedTest
    @WordSource("/page /client/content-jobs.js")
    void matching_if_none_match_is_answered_304(String path) {
        RawResponse other = exchange(PORT, "GET", path, "If-None-Match: \"x\"").is(200);
        String etag = other.header("etag");
        exchange(PORT, "GET", path, "If-None-Match: \"x\"", "If-None-Match: W/" + etag)
                .is(304, "")
                .has("etag", etag)
                .has("content-length", other.header("content-length"))
                .hasNo("content-type");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /now/a/b.txt, 404",
        "GET, /now/a%2Fb.txt, 400",
        "GET, /now/a.svg, 404",
        "GET, /page/, 404",
        "GET, //page, 400",
        "GET, /client/content-jobs.js/, 404",
        "POST, /form, 200",
        "POST, /form/, 404",
        "OPTIONS, ?x, 400",
        "OPTIONS, http:, 400",
        "OPTIONS, http:?//elsewhere, 400",
        "OPTIONS, ;x, 400",
    })
    void path_is_matched_as_a_whole(String method, String path, int status) {
        exchange(PORT, method, path).is(status).hasNo("location");
    }

    @Test
    void path_parameters_are_decoded() {
        exchange(PORT, "GET", "/now/%61-%20b.txt").is(200, "\"a- b\"");
    }

    @Test
    void dynamic_answer_is_not_cached() {
        exchange(PORT, "GET", "/now/x.txt", "If-None-Match: *")
                .is(200)
                .has("cache-control", "no-store")
                .hasNo("etag", "retry-after");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /make | POST
            GET     | /form | POST, DELETE
            POST    | /page | GET, HEAD
            PUT     | /page | GET, HEAD
            DELETE  | /page | GET, HEAD
            OPTIONS | /page | GET, HEAD
            BREW    | /page | GET, HEAD
            POST    | /client/content-jobs.js | GET, HEAD
            OPTIONS | /client/content-jobs.js | GET, HEAD
            BREW    | /client/content-jobs.js | GET, HEAD
            """)
    void method_without_a_route_is_not_allowed(String method, String path, String allowed) {
        for (String accept : List.of("text/html", "application/json", "*/*")) {
            exchange(PORT, method, path, "Content-Length: 0", "Accept: " + accept)
                    .isError(405)
                    .has("allow", allowed);
        }
    }

    @Test
    void handler_sets_the_status_and_headers() {
        exchange(PORT, "POST", "/make", "Content-Length: 0").is(202, "{}").has("location", "/made");
    }

    @ParameterizedTest
    @CsvSource({"/none, 404, HTTP_404, ''", "/away, 503, JOB_005, 3", "/busy, 503, HTTP_503, 3"})
    void error_has_the_form_of_the_contract_and_is_not_logged(String path, int status, String code, String retryAfter) {
        try (LogCapture log = LogCapture.begin()) {
            exchange(PORT, "GET", path).isError(status, code).has("retry-after", retryAfter);
            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @WordSource("/exception /error")
    void failure_is_logged_once_with_its_trace_and_hidden_from_the_client(String path) {
        try (LogCapture log = LogCapture.begin()) {
            exchange(PORT, "GET", path).isError(500).hasOnly(HEADERS + "vary");
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a secret");
            });
        }
    }

    @Test
    void answers_are_not_compressed() {
        RawResponse response = exchange(PORT, "GET", "/long", "Accept-Encoding: gzip");
        assertThat(response.is(200, "long ".repeat(2_000)).headers().toString()).doesNotContain("gzip");
    }

    @Test
    void client_module_is_served_as_a_script() {
        exchange(PORT, "GET", MODULE)
                .is(200)
                .contains("export async function followJob(")
                .has("content-type", "text/javascript;charset=utf-8")
                .has("x-content-type-options", "nosniff")
                .has("cache-control", "no-cache");
    }

    @Test
    void missing_resource_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StaticContent.ofResource(RoutesTest.class, "none", "text/plain"))
                .withMessageContaining("none");
    }
}
