package io.contentjobs.bootstrap.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The answer of {@code /metrics} in the text format 0.0.4 of Prometheus. */
record Exposition(String text) {
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE ([a-z0-9_]+) ");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z0-9_]+)[{ ]");

    /** Returns the names of the families without the maximum of each histogram. */
    Set<String> families() {
        Set<String> all = names(FAMILY);
        return all.stream()
                .filter(name -> !(name.endsWith("_max") && all.contains(name.substring(0, name.length() - 4))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the names of the samples, which an expression may use. */
    Set<String> samples() {
        return names(SAMPLE);
    }

    boolean hasLines(Set<String> lines) {
        return text.lines().collect(Collectors.toSet()).containsAll(lines);
    }

    private Set<String> names(Pattern form) {
        return form.matcher(text).results().map(Exposition::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }
}
