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

/** Checks the alerts and the dashboard with promtool, which must be on the PATH. */
@Tag("full")
final class PromtoolIT {
    private static final String ALERTS =
            OperationsDocs.DIRECTORY.resolve("alerts.yml").toString();
    private static final String ALERTS_TEST =
            OperationsDocs.DIRECTORY.resolve("alerts-test.yml").toString();

    @TempDir
    private Path directory;

    @Test
    void alert_rules_are_valid() throws Exception {
        promtool("check", "rules", ALERTS);
    }

    @Test
    void alert_rules_pass_their_tests() throws Exception {
        promtool("test", "rules", ALERTS_TEST);
    }

    @Test
    void expressions_of_the_dashboard_are_valid() throws Exception {
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
    void panels_show_a_server_that_is_down_and_a_server_that_answers_503() throws Exception {
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
