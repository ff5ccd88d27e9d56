package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.MountedServers;
import io.contentjobs.http.TestServer;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.contract.JobCase;
import io.contentjobs.http.contract.StoredJobs;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.WordSource;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract to the byte: each answer has exactly the specified headers and body. */
@ParameterizedClass
@MethodSource("io.contentjobs.http.MountedServers#ofEachMount")
final class StatusResourceTest {
    private final MountedServers servers;
    private final StoredJobs jobs;

    StatusResourceTest(MountedServers servers) {
        this.servers = servers;
        jobs = new StoredJobs(servers.up().store());
    }

    @ParameterizedTest
    @EnumSource
    void get_and_head_have_the_headers_of_the_contract_and_no_others(JobCase job) {
        String path = job.path(jobs);
        RawResponse get = exchange(job, "GET", path).isJson(job.status(), job.body());
        assertThat(get.header("etag")).matches(job.isError() ? "" : "\"[A-Za-z0-9_-]{16}\"");
        get.has("cache-control", job.isError() ? "no-store" : "private, no-cache")
                .has("x-content-type-options", "nosniff")
                .has("vary", "Accept, Prefer")
                .has("retry-after", job.isRetried() ? "2" : "")
                .hasOnly("cache-control content-length content-type date vary x-content-type-options"
                        + (servers.mount().isServer()
                                ? " content-security-policy cross-origin-resource-policy referrer-policy x-request-id"
                                : "")
                        + (job.isError() ? "" : " etag")
                        + (job.isRetried() ? " retry-after" : ""));
        RawResponse head = exchange(job, "HEAD", path).is(job.status(), "");
        assertThat(head.comparableHeaders()).isEqualTo(get.comparableHeaders());
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING", "COMPLETED", "FAILED"})
    void matching_if_none_match_is_answered_304_without_content_type(JobCase job) {
        String path = job.path(jobs);
        RawResponse whole = exchange(job, "GET", path);
        Map<String, List<String>> expected = whole.comparableHeaders();
        expected.remove("content-type");
        for (String method : List.of("GET", "HEAD")) {
            RawResponse response = exchange(job, method, path, "If-None-Match: " + whole.header("etag"));
            assertThat(response.is(304, "").comparableHeaders()).isEqualTo(expected);
        }
    }

    @Test
    void one_of_several_headers_may_name_the_tag() {
        String path = JobCase.PROCESSING.path(jobs);
        String tag = exchange(JobCase.PROCESSING, "GET", path).header("etag");
        String[] headers = {"If-None-Match: \"a\", \"b\"", "if-none-match: garbage", "IF-NONE-MATCH: W/" + tag};
        exchange(JobCase.PROCESSING, "GET", path, headers).is(304);
    }

    @ParameterizedTest
    @WordSource("POST PUT PATCH DELETE OPTIONS TRACE PURGE get")
    void other_methods_are_not_allowed(String method) {
        exchange(JobCase.PENDING, method, JobCase.PENDING.path(jobs))
                .isError(405)
                .has("allow", "GET, HEAD")
                .hasNo("retry-after");
    }

    @ParameterizedTest
    @WordSource("""
            no:id %20 %3A a%2Fb a%5Cb .. %2e%2E a;b a.b a%256A ~ a,b
            0123456789012345678901234567890123456789012345678901234567890123_
            """)
    void malformed_id_is_refused_and_not_looked_up(String id) {
        for (Waiting server : List.of(servers.up(), servers.down())) {
            RawConnection.exchange(server.port(), "GET", "/api/content/jobs/" + id + "/status")
                    .isError(400, "JOB_002");
        }
    }

    @Test
    void query_changes_nothing() {
        String path = JobCase.PENDING.path(jobs) + "?cache=%zz&%ff=/status";
        exchange(JobCase.PENDING, "GET", path).is(200, JobCase.PENDING.body());
    }

    @Test
    void date_is_sent_once_and_is_now() {
        String date =
                exchange(JobCase.PENDING, "GET", JobCase.PENDING.path(jobs)).header("date");
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @EnumSource
    void client_errors_and_outages_are_not_logged(JobCase job) {
        try (LogCapture log = LogCapture.begin()) {
            exchange(job, "GET", job.path(jobs));
            exchange(job, "POST", job.path(jobs));
            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unexpected_failure_is_logged_once_with_its_trace_and_hidden_from_the_client(boolean isErrorOfTheJvm) {
        ScriptedJobs broken = new ScriptedJobs();
        JobId id = isErrorOfTheJvm
                ? broken.answer(() -> {
                    throw new StackOverflowError("a secret");
                })
                : broken.broken();
        try (LogCapture log = LogCapture.begin();
                TestServer server = servers.mount().serve(broken)) {
            RawConnection.exchange(server.port(), "GET", pathOf(id))
                    .isError(500)
                    .has("vary", "Accept, Prefer");
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                assertThat(event.getFormattedMessage()).contains(id.value());
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a secret");
                assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                        .isNotEmpty();
            });
        }
    }

    private RawResponse exchange(JobCase job, String method, String path, String... headers) {
        Waiting server = job == JobCase.STORE_DOWN ? servers.down() : servers.up();
        return RawConnection.exchange(server.port(), method, path, headers);
    }
}
