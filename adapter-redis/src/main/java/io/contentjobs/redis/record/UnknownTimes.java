package io.contentjobs.redis.record;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each unknown form of {@code createdAt} once: the form, never the time itself. Thread-safe. */
final class UnknownTimes {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownTimes.class);

    /** A writer has one form. This limit keeps a writer with many forms from filling the log. */
    private static final int MAX_FORMS = 32;

    private static final int MAX_LENGTH = 60;
    private static final Pattern FRACTION = Pattern.compile("[.,][0-9]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");
    private static final Pattern CONTROLS = Pattern.compile("[^\\x20-\\x7E]");

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    void log(String key, String createdAt) {
        String form = formOf(createdAt);
        if (!logged.contains(form) && logged.size() < MAX_FORMS && logged.add(form)) {
            LOG.warn(
                    "createdAt of {} has a form that is not understood: {}. A job with such a createdAt is never overdue. "
                            + "docs/records.md lists the forms",
                    key,
                    form);
        }
    }

    /** Returns the text with 9 for each digit and a for each word; a fraction and a number in JSON is one 9. */
    private static String formOf(String text) {
        String start = text.substring(0, Math.min(text.length(), MAX_LENGTH));
        boolean json = start.startsWith("[") || start.startsWith("{");
        String form = json
                ? NUMBERS.matcher(start).replaceAll("9")
                : DIGITS.matcher(FRACTION.matcher(start).replaceAll(".9")).replaceAll("9");
        form = LETTERS.matcher(form).replaceAll("a");
        return CONTROLS.matcher(form).replaceAll("?");
    }
}
