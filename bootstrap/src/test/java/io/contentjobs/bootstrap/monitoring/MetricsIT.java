package io.contentjobs.bootstrap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.start.BuildInfo;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.RawRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} tells after some traffic is what the documents for operators say it does. */
final class MetricsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Closer SHARED = new Closer();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final BuildInfo BUILD = BuildInfo.read();
    private static final Set<String> COUNTED = Set.of(
            "content_jobs_answers_total{mode=\"stream\",outcome=\"completed\"} 1.0",
            "content_jobs_held_seconds_count{mode=\"stream\",status=\"200\"} 1",
            "content_jobs_answers_total{mode=\"poll\",outcome=\"malformed\"} 1.0",
            "http_server_requests_seconds_count{method=\"other\",route=\"other\",status=\"404\"} 1",
            "content_jobs_waiters{mode=\"wait\"} 0.0",
            "content_jobs_waiters{mode=\"stream\"} 0.0",
            "content_jobs_ready 1.0",
            "content_jobs_build_info{java=\"" + BUILD.java() + "\",revision=\"" + BUILD.revision() + "\",version=\""
                    + BUILD.version() + "\"} 1");

    private static ContentJobs server;
    private static String job;
    private static Exposition told = new Exposition("");

    @BeforeAll
    static void start() throws Exception {
        server = SHARED.add(ContentJobs.start(
                Settings.from(Map.of("HTTP_PORT", "0", "DEMO_DURATION", "300ms", "REDIS_TIMEOUT", "60s")),
                Clock.systemUTC()));
        RawRedis redis = SHARED.add(new RawRedis(server.ownRedis().orElseThrow()));
        Eventually.within(LIMIT, "an end whose beginning is unknown", () -> {
            String undated = generate();
            redis.commands().hdel("job:" + undated, "createdAt");
            send("GET", statusOf(undated), "Prefer", "wait=10");
            return scrape().text().contains("content_jobs_ended_undated_total");
        });
        job = generate();
        send("GET", statusOf(job));
        assertThat(send("GET", statusOf(job), "Prefer", "wait=10").body()).contains("COMPLETED");
        assertThat(send("GET", statusOf(generate()), "Accept", "text/event-stream")
                        .body())
                .contains("COMPLETED");
        send("GET", statusOf("no:id"));
        send("BREW", "/none");
        Eventually.within(LIMIT, "a collection of garbage, and the last to be counted", () -> {
            System.gc();
            told = scrape();
            return told.samples().contains("jvm_gc_pause_seconds_sum") && told.hasLines(COUNTED);
        });
    }

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    @Test
    void each_metric_that_is_listed_is_told_and_each_of_ours_that_is_told_is_listed() throws Exception {
        Set<String> ours = told.families().stream()
                .filter(name -> name.startsWith("content_jobs_") || name.startsWith("http_"))
                .collect(Collectors.toSet());

        assertThat(ours).hasSizeGreaterThan(10);
        assertThat(OperationsDocs.listed()).isSubsetOf(told.families()).containsAll(ours);
    }

    @Test
    void dashboard_and_alerts_ask_for_what_there_is() throws Exception {
        List<String> alerts = OperationsDocs.alertExpressions();
        List<String> panels = OperationsDocs.dashboardExpressions();
        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(panels).hasSizeGreaterThan(20);

        assertThat(Stream.concat(alerts.stream(), panels.stream())
                        .flatMap(expression -> OperationsDocs.names(expression).stream()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(told.samples()).contains(name));
    }

    @Test
    void what_happened_is_counted() {
        assertThat(told.text().lines())
                .containsAll(COUNTED)
                .doesNotContain(
                        "content_jobs_answers_total{mode=\"wait\",outcome=\"completed\"} 0.0",
                        "content_jobs_redis_round_trip_seconds_count 0");
    }

    @Test
    void no_id_is_told() {
        assertThat(told.text()).doesNotContain(job, "ok-draft", "no:id", "BREW", "/none");
    }

    @Test
    void format_is_the_one_that_is_accepted() throws Exception {
        HttpResponse<String> text = send("GET", "/metrics");
        HttpResponse<String> open = send(
                "GET",
                "/metrics",
                "Accept",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");

        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(text.body()).doesNotContain("# EOF");
        assertThat(open.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    private static String generate() throws Exception {
        HttpResponse<String> taken = send("POST", "/api/content/images/ok-draft/generate");
        assertThat(taken.statusCode()).isEqualTo(202);
        return taken.body().replaceAll(".*\"jobId\":\"([^\"]+)\".*", "$1");
    }

    private static String statusOf(String id) {
        return "/api/content/jobs/" + id + "/status";
    }

    private static Exposition scrape() throws Exception {
        return new Exposition(send("GET", "/metrics").body());
    }

    private static HttpResponse<String> send(String method, String path, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                .timeout(LIMIT)
                .method(method, BodyPublishers.noBody());
        if (fields.length > 0) {
            request.headers(fields);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
