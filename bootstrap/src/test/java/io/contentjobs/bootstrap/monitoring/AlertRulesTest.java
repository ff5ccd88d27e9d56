package io.contentjobs.bootstrap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The texts and links of the alerts. */
final class AlertRulesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String PUBLISHED = "https://docs.example.com/content-jobs/";
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void summary_of_each_alert_has_the_server_and_the_value() throws Exception {
        assertThat(AlertRules.all())
                .hasSizeGreaterThan(5)
                .allSatisfy(rule -> assertThat(
                                rule.path("annotations").path("summary").asText())
                        .contains("$labels.instance", "{{ $value"));
    }

    @Test
    void each_alert_links_to_a_heading_of_the_runbook() throws Exception {
        assertThat(AlertRules.all()).hasSizeGreaterThan(5).allSatisfy(rule -> {
            String url = rule.path("annotations").path("runbook_url").asText();
            assertThat(url).startsWith(PUBLISHED);
            String[] pageAndAnchor = url.substring(PUBLISHED.length()).split("#", 2);
            assertThat(anchorsOf(DOCS.resolve(pageAndAnchor[0]))).contains(pageAndAnchor[1]);
        });
    }

    @Test
    void each_alert_has_a_row_in_the_table_of_alerts() throws Exception {
        String table = Files.readString(DOCS.resolve("operations").resolve("observability.md"));

        assertThat(AlertRules.all())
                .hasSizeGreaterThan(5)
                .extracting(AlertRulesTest::name)
                .allSatisfy(name -> assertThat(table).contains("| `" + name + "` |"));
    }

    private static String name(JsonNode rule) {
        return rule.path("alert").asText();
    }

    /** As GitHub makes them of headings without punctuation. */
    private static List<String> anchorsOf(Path page) throws Exception {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
    }
}
