package io.contentjobs.bootstrap.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds environment variables that are no settings, but were probably meant to be one. They stop nothing: other programs
 * read the environment, too. Only names are told, never values.
 */
public final class SimilarNames {
    private static final Logger LOG = LoggerFactory.getLogger(SimilarNames.class);
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Z0-9]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String REDIS = "REDIS";

    private SimilarNames() {}

    /** Logs a warning for each of them, and one more if the server runs the demo because {@code REDIS_URL} is not set. */
    public static void warnOf(Map<String, String> environment) {
        Collection<String> unknown = unknown(environment.keySet());
        for (Setting<?> setting : Setting.ALL) {
            if (!setting.isSetIn(environment)) {
                unknown.stream()
                        .filter(name -> isSlipOf(setting.name(), name))
                        .forEach(name -> LOG.warn("{} is no setting. Is {} meant?", name, setting.name()));
            }
        }
        if (!Setting.REDIS_URL.isSetIn(environment)) {
            LOG.warn(
                    "{} is not set: this server runs the demo. It answers from a Redis of its own, not from yours{}",
                    Setting.REDIS_URL.name(),
                    others(unknown));
        }
    }

    private static String others(Collection<String> unknown) {
        List<String> redis = unknown.stream()
                .filter(name -> name.toUpperCase(Locale.ROOT).contains(REDIS))
                .toList();
        return redis.isEmpty() ? "" : ". Set, but no settings: " + String.join(", ", redis);
    }

    private static Collection<String> unknown(Collection<String> names) {
        Collection<String> unknown = new TreeSet<>(names);
        Setting.ALL.forEach(setting -> unknown.remove(setting.name()));
        unknown.removeIf(NAME.asMatchPredicate().negate());
        return unknown;
    }

    /** Tells whether the two differ in nothing but upper case and separators, or by one character or a swap of two. */
    static boolean isSlipOf(String setting, String name) {
        String wanted = letters(setting);
        String given = letters(name);
        return given.equals(wanted)
                || variants(given).anyMatch(wanted::equals)
                || variants(wanted).anyMatch(given::equals)
                || isReplacement(wanted, given);
    }

    /** Returns the text without each of its characters, and with each pair of neighbours swapped. */
    private static Stream<String> variants(String text) {
        return IntStream.range(0, text.length()).boxed().flatMap(i -> {
            String shorter = text.substring(0, i) + text.substring(i + 1);
            return i + 1 == text.length()
                    ? Stream.of(shorter)
                    : Stream.of(
                            shorter,
                            text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2));
        });
    }

    private static boolean isReplacement(String one, String other) {
        return one.length() == other.length()
                && IntStream.range(0, one.length())
                                .filter(i -> one.charAt(i) != other.charAt(i))
                                .count()
                        == 1;
    }

    private static String letters(String name) {
        return SEPARATORS.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("");
    }
}
