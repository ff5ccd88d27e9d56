package io.contentjobs.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.RedisListener;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RedisMetricsTest {
    private static final String LIVE = "content_jobs_redis_hints_live";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RedisListener metrics = new RedisMetrics(registry);

    @Test
    void gauge_tells_for_each_server_whether_its_hints_are_live() {
        metrics.hintsLive("a:6379", false);
        metrics.hintsLive("b:6379", false);
        metrics.hintsLive("b:6379", true);
        assertThat(lines(LIVE)).containsExactlyInAnyOrder(live("a:6379", 0), live("b:6379", 1));

        metrics.hintsLive("a:6379", true);
        metrics.hintsLive("b:6379", false);
        assertThat(lines(LIVE)).containsExactlyInAnyOrder(live("a:6379", 1), live("b:6379", 0));
    }

    @Test
    void server_that_has_gone_has_no_gauge_until_it_is_back() {
        metrics.hintsLive("a:6379", true);
        metrics.hintsLive("b:6379", true);
        metrics.hintsEnded("a:6379");
        metrics.hintsEnded("never-seen:6379");
        assertThat(lines(LIVE)).containsExactly(live("b:6379", 1));

        metrics.hintsEnded("b:6379");
        assertThat(lines(LIVE)).isEmpty();

        metrics.hintsLive("a:6379", false);
        assertThat(lines(LIVE)).containsExactly(live("a:6379", 0));
    }

    @Test
    void servers_that_change_at_the_same_time_keep_their_own_values() {
        IntStream.range(0, 400).parallel().forEach(i -> {
            metrics.hintsLive("s" + i, false);
            metrics.hintsLive("s" + i, true);
            if (i % 2 == 0) {
                metrics.hintsEnded("s" + i);
            }
        });

        assertThat(lines(LIVE)).hasSize(200).allMatch(line -> line.matches(".*\"s\\d*[13579]\"} 1\\.0"));
    }

    @Test
    void hints_and_reads_without_hints_are_counted_from_zero() {
        assertThat(lines("content_jobs_redis"))
                .contains("content_jobs_redis_hints_total 0.0", "content_jobs_redis_reads_without_hint_total 0.0");

        metrics.hinted(1);
        metrics.hinted(41);
        metrics.readWithoutHint(500);

        assertThat(lines("content_jobs_redis"))
                .contains("content_jobs_redis_hints_total 42.0", "content_jobs_redis_reads_without_hint_total 500.0");
    }

    private Stream<String> lines(String beginning) {
        return registry.scrape().lines().filter(line -> line.startsWith(beginning));
    }

    private static String live(String server, int value) {
        return LIVE + "{server=\"" + server + "\"} " + value + ".0";
    }
}
