package io.contentjobs.bootstrap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool has nothing against the alerts and the dashboard; it must be on the PATH. */
@Tag("full")
final class PromtoolIT {
    private static final String ALERTS =
            OperationsDocs.DIRECTORY.resolve("alerts.yml").toString();
    private static final String ALERTS_TEST =
            OperationsDocs.DIRECTORY.resolve("alerts-test.yml").toString();

    @TempDir
    private Path directory;

    @Test
    void alerts_are_rules() throws Exception {
        promtool("check", "rules", ALERTS);
    }

    @Test
    void alerts_go_off_when_they_should_and_only_then() throws Exception {
        promtool("test", "rules", ALERTS_TEST);
    }

    @Test
    void panels_ask_in_the_language_of_prometheus() throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n- name: panels\n  rules:\n");
        List<String> expressions = OperationsDocs.dashboardExpressions();
        for (int i = 0; i < expressions.size(); i++) {
            String expression = expressions.get(i).replace("$__rate_interval", "5m");
            rules.append("  - record: panel:")
                    .append(i)
                    .append("\n    expr: '")
                    .append(expression)
                    .append("'\n");
        }

        promtool(
                "check",
                "rules",
                Files.writeString(directory.resolve("panels.yml"), rules).toString());
    }

    @Test
    void panels_show_the_one_server_that_is_down_or_answers_503() throws Exception {
        promtool(
                "test",
                "rules",
                Files.writeString(directory.resolve("panels-test.yml"), """
                tests:
                  - interval: 15s
                    input_series:
                      - { series: 'up{job="content-jobs",instance="a"}', values: 1x20 }
                      - { series: 'up{job="content-jobs",instance="b"}', values: 0x20 }
                      - { series: 'content_jobs_ready{job="content-jobs",instance="a"}', values: 1x20 }
                      - { series: 'content_jobs_answers_total{job="content-jobs",instance="a",outcome="failed"}', values: 0+999x20 }
                      - { series: 'content_jobs_answers_total{job="content-jobs",instance="b",outcome="unavailable"}', values: 0+1x20 }
                    promql_expr_test:
                      - expr: '%s'
                        eval_time: 5m
                        exp_samples:
                          - { labels: 'content_jobs_ready{job="content-jobs",instance="a"}', value: 1 }
                          - { labels: 'up{job="content-jobs",instance="b"}', value: 0 }
                      - expr: '%s'
                        eval_time: 5m
                        exp_samples:
                          - { labels: '{instance="b"}', value: 1 }
                """.formatted(
                                        panel("content_jobs_ready"),
                                        panel("sum by (instance) (rate(content_jobs_answers_total")))
                        .toString());
    }

    private static String panel(String beginning) throws IOException {
        return OperationsDocs.dashboardExpressions().stream()
                .filter(expression -> expression.startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .replace("$job", "content-jobs")
                .replace("$instance", ".*")
                .replace("$__rate_interval", "1m");
    }

    private static void promtool(String command, String what, String file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("promtool", command, what, file)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }
}
