package io.contentjobs.bootstrap.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations of a whole number and one unit: {@code 500ms}, {@code 2s}, {@code 1h}. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private DurationText() {}

    /** Returns the duration; empty if {@code text} has another form. */
    static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(Duration.of(Integer.parseInt(form.group(1)), unit(form.group(2))))
                : Optional.empty();
    }

    /** Returns the text of a positive duration in whole milliseconds, with the largest unit that fits: {@code 7d}, not {@code 168h}. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        for (String symbol : List.of("d", "h", "m", "s")) {
            long unit = unit(symbol).getDuration().toMillis();
            if (millis % unit == 0) {
                return millis / unit + symbol;
            }
        }
        return millis + "ms";
    }

    private static ChronoUnit unit(String symbol) {
        return switch (symbol) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
