package io.contentjobs.bootstrap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.start.BuildInfo;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.JobId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The metrics of a server that has had some traffic, and the documents for operators. */
final class MetricsIT {
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

    @RegisterExtension
    private static final Deployment DEPLOYMENT = new Deployment();

    private static Client client;
    private static JobId job;
    private static Exposition shown = new Exposition("");

    @BeforeAll
    static void start() throws Exception {
        ContentJobs server = DEPLOYMENT.demo("DEMO_DURATION", "300ms");
        client = new Client(server);
        RawRedis redis = DEPLOYMENT.add(new RawRedis(server.ownRedis().orElseThrow()));
        Await.until("the end of a job without a submission time", () -> {
            JobId undated = generate();
            redis.commands().hdel("job:" + undated, "createdAt");
            client.get(Client.pathOf(undated), "Prefer", "wait=10");
            return scrape().text().contains("content_jobs_ended_undated_total");
        });
        job = generate();
        client.poll(job);
        assertThat(client.get(Client.pathOf(job), "Prefer", "wait=10").body()).contains("COMPLETED");
        assertThat(client.get(Client.pathOf(generate()), "Accept", "text/event-stream")
                        .body())
                .contains("COMPLETED");
        client.get("/api/content/jobs/no:id/status");
        client.send("BREW", "/none");
        Await.until("a garbage collection and the last count", () -> {
            System.gc();
            shown = scrape();
            return shown.samples().contains("jvm_gc_pause_seconds_sum") && shown.hasLines(COUNTED);
        });
    }

    @Test
    void documents_list_each_metric_of_the_server_and_no_other() throws Exception {
        Set<String> ours = shown.families().stream()
                .filter(name -> name.startsWith("content_jobs_") || name.startsWith("http_"))
                .collect(Collectors.toSet());
        assertThat(ours).hasSizeGreaterThan(10);
        assertThat(OperationsDocs.listed()).isSubsetOf(shown.families()).containsAll(ours);
    }

    @Test
    void dashboard_and_alerts_use_metrics_of_the_server() throws Exception {
        List<String> alerts = AlertRules.expressions();
        List<String> panels = OperationsDocs.dashboardExpressions();
        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(panels).hasSizeGreaterThan(20);
        assertThat(Stream.concat(alerts.stream(), panels.stream())
                        .flatMap(expression -> OperationsDocs.names(expression).stream()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(shown.samples()).contains(name));
    }

    @Test
    void server_counts_its_answers() {
        assertThat(shown.text().lines())
                .containsAll(COUNTED)
                .doesNotContain(
                        "content_jobs_answers_total{mode=\"wait\",outcome=\"completed\"} 0.0",
                        "content_jobs_redis_round_trip_seconds_count 0");
    }

    @Test
    void metrics_contain_no_id_and_no_text_of_a_request() {
        assertThat(shown.text()).doesNotContain(job.value(), "ok-draft", "no:id", "BREW", "/none");
    }

    @Test
    void format_of_the_metrics_follows_the_accept_header() throws Exception {
        HttpResponse<String> text = client.get("/metrics");
        HttpResponse<String> open = client.get(
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

    private static JobId generate() throws Exception {
        HttpResponse<String> accepted = client.send("POST", "/api/content/images/ok-draft/generate");
        assertThat(accepted.statusCode()).isEqualTo(202);
        return new JobId(accepted.body().replaceAll(".*\"jobId\":\"([^\"]+)\".*", "$1"));
    }

    private static Exposition scrape() throws Exception {
        return new Exposition(client.get("/metrics").body());
    }
}
