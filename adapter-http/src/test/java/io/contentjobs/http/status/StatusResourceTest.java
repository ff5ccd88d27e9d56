package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.Mount;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract to the byte: each answer has exactly the headers and the body that are specified. */
@ParameterizedClass
@EnumSource(Mount.class)
final class StatusResourceTest {
    private static final ImageUrls URLS =
            new ImageUrls("https://c.example/s", "https://c.example/f", "https://c.example/t");
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static Mount.@Nullable Served served;

    private final Mount mount;

    StatusResourceTest(Mount mount) {
        this.mount = mount;
    }

    @BeforeParameterizedClassInvocation
    static void start(Mount mount) {
        served = mount.serve(JOBS);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        served().close();
    }

    /** A row of the table of answers: its status and its body. */
    enum Row {
        PENDING(200, "{\"status\":\"PENDING\",\"message\":\"이미지 생성 중입니다\"}"),
        PROCESSING(200, "{\"status\":\"PROCESSING\",\"message\":\"이미지 생성 중입니다\"}"),
        COMPLETED(
                200,
                "{\"status\":\"COMPLETED\",\"imageUrls\":{\"simple\":\"https://c.example/s\","
                        + "\"fancy\":\"https://c.example/f\",\"trendy\":\"https://c.example/t\"}}"),
        FAILED(200, "{\"status\":\"FAILED\",\"error\":\"이미지 생성 실패\",\"message\":\"다시 시도해주세요\"}"),
        NOT_FOUND(404, "{\"code\":\"JOB_001\",\"message\":\"Job을 찾을 수 없습니다\"}"),
        MALFORMED_ID(400, "{\"code\":\"JOB_002\",\"message\":\"jobId 형식이 올바르지 않습니다\"}"),
        IMAGES_GONE(410, "{\"code\":\"JOB_003\",\"message\":\"이미지가 만료되었습니다\"}"),
        UNREADABLE(500, "{\"code\":\"JOB_004\",\"message\":\"Job 데이터를 읽을 수 없습니다\"}"),
        UNAVAILABLE(503, "{\"code\":\"JOB_005\",\"message\":\"잠시 후 다시 시도해주세요\"}"),
        UNEXPECTED(500, "{\"code\":\"HTTP_500\",\"message\":\"서버 오류가 발생했습니다\"}");

        private final int status;
        private final String body;

        Row(int status, String body) {
            this.status = status;
            this.body = body;
        }

        String arrangedPath() {
            return switch (this) {
                case PENDING -> pathOf(JOBS.pending());
                case PROCESSING -> pathOf(JOBS.processing());
                case COMPLETED -> pathOf(JOBS.answer(new JobReport.Completed(URLS)));
                case FAILED -> pathOf(JOBS.answer(new JobReport.Failed(JobReport.Failed.UNKNOWN_ERROR)));
                case NOT_FOUND -> pathOf(Jobs.id());
                case MALFORMED_ID -> "/api/content/jobs/no:id/status";
                case IMAGES_GONE -> pathOf(JOBS.imagesGone());
                case UNREADABLE -> pathOf(JOBS.unreadable());
                case UNAVAILABLE -> pathOf(JOBS.unavailable());
                case UNEXPECTED -> pathOf(JOBS.broken());
            };
        }

        boolean isInProgress() {
            return this == PENDING || this == PROCESSING;
        }
    }

    @Test
    void odd_error_is_told_as_a_json_string() {
        RawResponse response =
                get(pathOf(JOBS.answer(new JobReport.Failed("\0\u001F\"\\</script>\u2028\uD83D 🙈\uFFFD"))));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"FAILED\",\"error\":\"\\u0000\\u001F\\\"\\\\</script>\u2028? 🙈\uFFFD\","
                        + "\"message\":\"다시 시도해주세요\"}");
    }

    @ParameterizedTest
    @EnumSource
    void body_and_headers_are_the_contract_s_and_no_others(Row row) {
        RawResponse response = get(row.arrangedPath());

        assertThat(response.status()).isEqualTo(row.status);
        assertThat(response.body()).isEqualTo(row.body);
        assertThat(response.field("content-length"))
                .isEqualTo(String.valueOf(row.body.getBytes(StandardCharsets.UTF_8).length));
        assertThat(response.field("content-type")).isEqualTo("application/json");
        assertThat(response.field("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.field("vary")).isEqualTo("Accept, Prefer");
        assertThat(response.field("cache-control")).isEqualTo(row.status == 200 ? "private, no-cache" : "no-store");
        assertThat(response.field("etag")).matches(row.status == 200 ? "\"[A-Za-z0-9_-]{16}\"" : "");
        assertThat(response.field("retry-after")).isEqualTo(row.isInProgress() || row.status == 503 ? "2" : "");
        assertThat(response.fields())
                .containsOnlyKeys(expectedFields(row))
                .allSatisfy((name, values) -> assertThat(values).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void head_is_get_without_the_body(Row row) {
        String path = row.arrangedPath();
        RawResponse get = get(path);

        try (RawConnection connection = RawConnection.to(served().port())) {
            RawResponse head =
                    connection.send(request("HEAD", path, "Connection: close")).receiveHead();

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(withoutConnection(head)).isEqualTo(withoutConnection(get));
            assertThat(connection.ends()).as("nothing comes after the headers").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING", "COMPLETED", "FAILED"})
    void representation_that_the_client_has_is_not_sent_again(Row row) {
        String path = row.arrangedPath();
        RawResponse whole = get(path);

        for (String method : List.of("GET", "HEAD")) {
            try (RawConnection connection = RawConnection.to(served().port())) {
                RawResponse response = connection
                        .send(request(method, path, "If-None-Match: " + whole.field("etag"), "Connection: close"))
                        .receiveHead();

                Map<String, List<String>> expected = withoutConnection(whole);
                expected.remove("content-type");
                assertThat(response.status()).isEqualTo(304);
                assertThat(withoutConnection(response)).isEqualTo(expected);
                assertThat(connection.ends()).as("no body").isTrue();
            }
        }
    }

    @Test
    void one_of_several_headers_may_name_the_tag() {
        String path = Row.PROCESSING.arrangedPath();
        String tag = get(path).field("etag");

        RawResponse response = exchange(request(
                "GET", path, "If-None-Match: \"a\", \"b\"", "if-none-match: garbage", "IF-NONE-MATCH: W/" + tag));

        assertThat(response.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE", "get"})
    void other_methods_are_not_allowed(String method) {
        RawResponse response = exchange(request(method, Row.PENDING.arrangedPath()));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.body()).isEqualTo("{\"code\":\"HTTP_405\",\"message\":\"허용되지 않는 메서드입니다\"}");
        assertThat(response.field("allow")).isEqualTo("GET, HEAD");
        assertThat(response.field("content-type")).isEqualTo("application/json");
        assertThat(response.field("cache-control")).isEqualTo("no-store");
        assertThat(response.field("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.fields()).doesNotContainKeys("retry-after", "etag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no:id",
                "%20",
                "%3A",
                "a%2Fb",
                "a%5Cb",
                "..",
                "%2e%2E",
                "a;b",
                "a.b",
                "a%256A",
                "~",
                "a,b",
                "0123456789012345678901234567890123456789012345678901234567890123_"
            })
    void malformed_id_is_refused_and_not_looked_up(String id) {
        int before = JOBS.questions();

        assertThat(get("/api/content/jobs/" + id + "/status").body()).isEqualTo(Row.MALFORMED_ID.body);
        assertThat(JOBS.questions()).isEqualTo(before);
    }

    @Test
    void query_changes_nothing() {
        assertThat(get(Row.PENDING.arrangedPath() + "?cache=%zz&%ff=/status").body())
                .isEqualTo(Row.PENDING.body);
    }

    @Test
    void date_is_sent_once_and_is_now() {
        RawResponse response = get(Row.PENDING.arrangedPath());

        Instant date = ZonedDateTime.parse(response.field("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(Duration.between(date, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void client_errors_and_outages_are_not_logged() {
        try (LogCapture log = LogCapture.begin()) {
            for (Row row : Row.values()) {
                if (row != Row.UNEXPECTED) {
                    get(row.arrangedPath());
                }
            }
            exchange(request("POST", Row.PENDING.arrangedPath()));

            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void unexpected_failure_is_logged_once_with_its_trace_and_not_shown_to_the_client() {
        IllegalStateException failure = new IllegalStateException("a secret");
        JobId id = JOBS.fail(failure);

        try (LogCapture log = LogCapture.begin()) {
            RawResponse response = get(pathOf(id));

            assertThat(response.body()).isEqualTo(Row.UNEXPECTED.body);
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                assertThat(event.getFormattedMessage()).contains(id.value());
                assertThat(traceOf(event).getMessage()).isEqualTo("a secret");
                assertThat(traceOf(event).getStackTraceElementProxyArray()).isNotEmpty();
            });
        }
    }

    @Test
    void error_of_the_jvm_is_answered_500() {
        JobId id = JOBS.answer(() -> {
            throw new StackOverflowError("a secret");
        });

        try (LogCapture log = LogCapture.begin()) {
            RawResponse response = get(pathOf(id));

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).isEqualTo(Row.UNEXPECTED.body);
            assertThat(response.field("cache-control")).isEqualTo("no-store");
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(traceOf(event)).isNotNull());
        }
    }

    private static Mount.Served served() {
        return Objects.requireNonNull(served);
    }

    private static IThrowableProxy traceOf(ILoggingEvent event) {
        IThrowableProxy trace = event.getThrowableProxy();
        assertThat(trace).as("stack trace of: %s", event).isNotNull();
        return trace;
    }

    private String[] expectedFields(Row row) {
        String always = "cache-control,content-length,content-type,date,vary,x-content-type-options"
                + (mount.isServer()
                        ? ",content-security-policy,cross-origin-resource-policy,referrer-policy,x-request-id"
                        : "");
        String more =
                (row.status == 200 ? ",etag" : "") + (row.isInProgress() || row.status == 503 ? ",retry-after" : "");
        return (always + more).split(",", -1);
    }

    private static Map<String, List<String>> withoutConnection(RawResponse response) {
        Map<String, List<String>> fields = response.fieldsButDateAndId();
        fields.remove("connection");
        return fields;
    }

    private static RawResponse get(String path) {
        return exchange(request("GET", path));
    }

    private static RawResponse exchange(String request) {
        return RawConnection.exchange(served().port(), request);
    }
}
