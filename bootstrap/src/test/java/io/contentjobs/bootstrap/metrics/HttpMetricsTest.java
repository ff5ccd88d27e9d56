package io.contentjobs.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.AnswerOutcome;
import io.contentjobs.http.DeliveryMode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HttpMetricsTest {
    private static final String ROUTE = "/things/{thing}";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpMetrics metrics = new HttpMetrics(registry);

    @Test
    void requests_are_counted_by_route_method_and_status() {
        metrics.answered(ROUTE, "GET", 200, Duration.ofMillis(3).toNanos());
        metrics.answered(ROUTE, "GET", 200, Duration.ofMillis(30).toNanos());
        metrics.answered(ROUTE, "HEAD", 404, Duration.ofSeconds(3).toNanos());

        assertThat(registry.scrape().lines())
                .contains(
                        request("bucket", "GET", "200", ",le=\"0.0025\"") + " 0",
                        request("bucket", "GET", "200", ",le=\"0.005\"") + " 1",
                        request("bucket", "GET", "200", ",le=\"0.05\"") + " 2",
                        request("count", "GET", "200", "") + " 2",
                        request("sum", "GET", "200", "") + " 0.033",
                        request("count", "HEAD", "404", "") + " 1");
    }

    @Test
    void unknown_methods_and_statuses_share_one_series() {
        IntStream.range(0, 1_000).forEach(i -> metrics.answered(ROUTE, "M" + i, 200, 1));
        IntStream.range(600, 1_600).forEach(status -> metrics.answered(ROUTE, "GET", status, 1));

        assertThat(requestCounts().filter(line -> line.contains(ROUTE)))
                .containsExactlyInAnyOrder(
                        request("count", "other", "200", "") + " 1000", request("count", "GET", "0", "") + " 1000");
    }

    @Test
    void held_requests_have_a_timer_of_their_own() {
        metrics.held(DeliveryMode.WAIT, 200, Duration.ofSeconds(9).toNanos());
        metrics.held(DeliveryMode.STREAM, 200, Duration.ofSeconds(40).toNanos());

        assertThat(requestCounts()).isNotEmpty().allMatch(line -> line.endsWith(" 0"));
        assertThat(registry.scrape())
                .contains("content_jobs_held_seconds_count{mode=\"wait\",status=\"200\"} 1\n")
                .contains("content_jobs_held_seconds_sum{mode=\"stream\",status=\"200\"} 40.0\n");
    }

    @Test
    void answers_are_counted_by_outcome_from_zero() {
        metrics.told(AnswerOutcome.NOT_FOUND, DeliveryMode.POLL);

        assertThat(registry.scrape().lines().filter(line -> line.startsWith("content_jobs_answers_total")))
                .hasSize(AnswerOutcome.values().length * DeliveryMode.values().length)
                .contains(
                        "content_jobs_answers_total{mode=\"poll\",outcome=\"not_found\"} 1.0",
                        "content_jobs_answers_total{mode=\"over_capacity\",outcome=\"unavailable\"} 0.0");
    }

    @Test
    void refused_connections_are_counted_from_zero_for_each_method() {
        assertThat(requestCounts())
                .hasSize(8)
                .allMatch(line -> line.matches(".*method=\"[A-Zother]+\",route=\"other\",status=\"503\"} 0"));
    }

    private Stream<String> requestCounts() {
        return registry.scrape().lines().filter(line -> line.startsWith("http_server_requests_seconds_count"));
    }

    private static String request(String part, String method, String status, String more) {
        return "http_server_requests_seconds_" + part + "{method=\"" + method + "\",route=\"" + ROUTE + "\",status=\""
                + status + "\"" + more + "}";
    }
}
