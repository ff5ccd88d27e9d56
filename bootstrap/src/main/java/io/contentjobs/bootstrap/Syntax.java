package io.contentjobs.bootstrap;

import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Which values a setting allows, and what they mean.
 *
 * @param allowed the values, in words for an operator
 * @param parser turns a value into what it means; throws IllegalArgumentException where it is not allowed
 * @param mask takes secrets out of a value, an ill-formed one too
 */
record Syntax<T>(String allowed, Function<String, T> parser, UnaryOperator<String> mask) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\P{Print}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int SHOWN_LENGTH = 100;

    static Syntax<String> host() {
        return of("a host name or an IP address (IPv6 without brackets)", text -> {
            require(HOST.matcher(text).matches());
            return text;
        });
    }

    static Syntax<Integer> number(int min, int max) {
        return of("a whole number from " + min + " to " + max, text -> {
            require(DIGITS.matcher(text).matches());
            int number = Integer.parseInt(text);
            require(min <= number && number <= max);
            return number;
        });
    }

    static Syntax<Duration> duration(String min, String max) {
        Duration least = DurationText.parse(min);
        Duration most = DurationText.parse(max);
        return of("a duration from " + min + " to " + max + " such as 500ms, 2s, 1m, 1h or 7d", text -> {
            Duration duration = DurationText.parse(text);
            require(least.compareTo(duration) <= 0 && duration.compareTo(most) <= 0);
            return duration;
        });
    }

    static Syntax<Duration> wholeSeconds(String min, String max) {
        Syntax<Duration> any = duration(min, max);
        return of(any.allowed + ", in whole seconds", text -> {
            Duration duration = any.parse(text);
            require(duration.toMillisPart() == 0);
            return duration;
        });
    }

    static Syntax<Optional<RedisUrl>> redisUrl() {
        return new Syntax<>(
                "redis://[[user]:password@]host[:port][/db] or the same with rediss://",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(RedisUrl.parse(text)),
                UrlMask::mask);
    }

    Syntax<Optional<T>> orOff() {
        return new Syntax<>(
                "off or " + allowed, text -> text.equals("off") ? Optional.empty() : Optional.of(parse(text)), mask);
    }

    /** @throws IllegalArgumentException if the value is not allowed */
    T parse(String value) {
        return parser.apply(value);
    }

    /** Returns the value as it may be shown to an operator: on one line, not endless, and without secrets. */
    String show(String value) {
        String printable = UNPRINTABLE.matcher(mask.apply(value)).replaceAll("?");
        return printable.length() <= SHOWN_LENGTH ? printable : printable.substring(0, SHOWN_LENGTH) + "...";
    }

    private static <T> Syntax<T> of(String allowed, Function<String, T> parser) {
        return new Syntax<>(allowed, parser, UnaryOperator.identity());
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("Not an allowed value");
        }
    }
}
