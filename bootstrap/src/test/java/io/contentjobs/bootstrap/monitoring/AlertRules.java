package io.contentjobs.bootstrap.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of {@code docs/operations/alerts.yml}. */
final class AlertRules {
    static final Path FILE = OperationsDocs.DIRECTORY.resolve("alerts.yml");

    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:content_jobs|http_server|process)_\\w+)(?:\\{(.*?)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~?)\"([^\"]*)\"");
    private static final Pattern MINUTES = Pattern.compile("(for: |\\[)(\\d+)m");

    private AlertRules() {}

    /** Returns each rule with {@code alert}, {@code expr} and {@code annotations}. */
    static List<JsonNode> all() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        new YAMLMapper().readTree(FILE.toFile()).findValue("rules").forEach(rules::add);
        return rules;
    }

    static List<String> expressions() throws IOException {
        return all().stream().map(rule -> rule.path("expr").asText()).toList();
    }

    /** Returns the text of the file, each minute of {@code for:} and of a range shortened to so many seconds. */
    static String shortened(int secondsForEachMinute) throws IOException {
        Matcher minutes = MINUTES.matcher(Files.readString(FILE));
        return minutes.replaceAll(
                found -> found.group(1) + Integer.parseInt(found.group(2)) * secondsForEachMinute + "s");
    }

    /** Returns a pattern for the line in {@code /metrics} of each series, one for each alternative of {@code =~}. */
    static Map<String, Pattern> seriesOfTheServer() throws IOException {
        Map<String, Pattern> series = new TreeMap<>();
        for (String expression : expressions()) {
            Matcher selectors = SELECTOR.matcher(expression);
            while (selectors.find()) {
                String labels = selectors.group(2) == null ? "" : selectors.group(2);
                for (String alternative : alternatives(labels)) {
                    String lookAheads = MATCHER.matcher(alternative)
                            .replaceAll("(?=.*$1=\"$3\")")
                            .replace(",", "");
                    series.put(
                            selectors.group(1) + "{" + alternative + "}",
                            Pattern.compile("^" + selectors.group(1) + "(?=[{ ])" + lookAheads + ".*"));
                }
            }
        }
        return series;
    }

    private static Set<String> alternatives(String labels) {
        Matcher matcher = MATCHER.matcher(labels);
        while (matcher.find()) {
            if (matcher.group(2).equals("=~")) {
                Set<String> each = new TreeSet<>();
                for (String value : matcher.group(3).split("\\|", -1)) {
                    each.addAll(alternatives(labels.replace(matcher.group(), matcher.group(1) + "=\"" + value + "\"")));
                }
                return each;
            }
        }
        return Set.of(labels);
    }
}
