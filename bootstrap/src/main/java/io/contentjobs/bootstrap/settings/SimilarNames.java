package io.contentjobs.bootstrap.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds environment variables that resemble a setting. The server starts nevertheless, because other programs read the
 * environment, too. Logs only names, never values.
 */
public final class SimilarNames {
    private static final Logger LOG = LoggerFactory.getLogger(SimilarNames.class);
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Z0-9]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private SimilarNames() {}

    /** Logs a warning for each of them, and one more if the server runs the demo because {@code REDIS_URL} is not set. */
    public static void warnOf(Map<String, String> environment) {
        Collection<String> unknown = unknown(environment.keySet());
        for (Setting<?> setting : Setting.ALL) {
            if (!setting.isSetIn(environment)) {
                unknown.stream()
                        .filter(name -> isSlipOf(setting.name(), name))
                        .forEach(name -> LOG.warn("{} is not a setting. Did you mean {}?", name, setting.name()));
            }
        }
        if (!Setting.REDIS_URL.isSetIn(environment)) {
            LOG.warn(
                    "{} is not set: this server runs the demo. It reads its own Redis, not yours{}",
                    Setting.REDIS_URL.name(),
                    namesWithRedis(unknown));
        }
    }

    private static String namesWithRedis(Collection<String> unknown) {
        List<String> names = unknown.stream()
                .filter(name -> name.toUpperCase(Locale.ROOT).contains("REDIS"))
                .toList();
        return names.isEmpty() ? "" : ". These variables are set, but are not settings: " + String.join(", ", names);
    }

    private static Collection<String> unknown(Collection<String> names) {
        Collection<String> unknown = new TreeSet<>(names);
        Setting.ALL.forEach(setting -> unknown.remove(setting.name()));
        unknown.removeIf(NAME.asMatchPredicate().negate());
        return unknown;
    }

    /**
     * Tells whether the names differ only in upper case and separators, or by one character, or by a swap of two
     * characters.
     */
    static boolean isSlipOf(String setting, String name) {
        String wanted = letters(setting);
        String given = letters(name);
        int shorter = Math.min(wanted.length(), given.length());
        int start = 0;
        while (start < shorter && wanted.charAt(start) == given.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && wanted.charAt(wanted.length() - end - 1) == given.charAt(given.length() - end - 1)) {
            end++;
        }
        String missing = wanted.substring(start, wanted.length() - end);
        String extra = given.substring(start, given.length() - end);
        return (missing.length() <= 1 && extra.length() <= 1)
                || (missing.length() == 2 && extra.contentEquals(new StringBuilder(missing).reverse()));
    }

    private static String letters(String name) {
        return SEPARATORS.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("");
    }
}
