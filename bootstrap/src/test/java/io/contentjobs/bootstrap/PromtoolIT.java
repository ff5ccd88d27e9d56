package io.contentjobs.bootstrap;

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

    private static void promtool(String command, String what, String file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("promtool", command, what, file)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }
}
