package io.contentjobs.bootstrap.monitoring;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics in {@code docs/operations}. */
final class OperationsDocs {
    static final Path DIRECTORY =
            Path.of("..", "docs", "operations").toAbsolutePath().normalize();

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|");
    private static final Pattern NAME =
            Pattern.compile("\\b(?:content_jobs|http_server|jvm|process|system)_[a-z0-9_]+\\b");

    private OperationsDocs() {}

    /** Returns the metrics that the tables of observability.md list. */
    static Set<String> listed() throws IOException {
        return ROW.matcher(read("observability.md"))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the expressions of the dashboard. */
    static List<String> dashboardExpressions() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(read("grafana-dashboard.json"))
                .findValuesAsText("expr");
    }

    /** Returns the metrics in an expression. */
    static Set<String> names(String expression) {
        return NAME.matcher(expression)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String name) throws IOException {
        return Files.readString(DIRECTORY.resolve(name));
    }
}
