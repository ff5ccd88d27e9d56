package io.contentjobs.bootstrap.settings;

import io.contentjobs.bootstrap.keys.KeyFile;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The allowed values of a setting, and their conversion.
 *
 * @param allowed a description of the allowed values, for an operator
 * @param parser converts a value; returns empty, or throws an IllegalArgumentException with a reason, if the value is
 *     refused
 * @param mask removes secrets from a value, also from a malformed one
 */
record Syntax<T>(String allowed, Function<String, Optional<T>> parser, UnaryOperator<String> mask) {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern WORD = Pattern.compile("[!-~]{1,255}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\P{Print}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int SHOWN_LENGTH = 100;

    static Syntax<String> host() {
        return of(
                "a host name or an IP address (IPv6 without brackets)",
                text -> Optional.of(text).filter(HOST.asMatchPredicate()));
    }

    static Syntax<String> oneOf(String one, String other) {
        return of(one + " or " + other, text -> Optional.of(text).filter(Set.of(one, other)::contains));
    }

    static Syntax<String> word() {
        return of(
                "1 to 255 printable characters of ASCII without blanks",
                text -> Optional.of(text).filter(WORD.asMatchPredicate()));
    }

    static Syntax<Integer> number(int min, int max) {
        return of(
                "a whole number from " + min + " to " + max,
                text -> Optional.of(text)
                        .filter(DIGITS.asMatchPredicate())
                        .map(Integer::valueOf)
                        .filter(number -> min <= number && number <= max));
    }

    static Syntax<Duration> duration(String min, String max) {
        return duration("a duration such as 500ms, 2s, 1m, 1h or 7d", min, max, duration -> true);
    }

    static Syntax<Duration> wholeSeconds(String min, String max) {
        return duration(
                "a duration in whole seconds such as 2s, 1m, 1h or 7d",
                min,
                max,
                duration -> duration.toMillisPart() == 0);
    }

    private static Syntax<Duration> duration(String form, String min, String max, Predicate<Duration> rule) {
        Duration shortest = DurationText.parse(min).orElseThrow();
        Duration longest = DurationText.parse(max).orElseThrow();
        return of(
                form + ", from " + min + " to " + max,
                text -> DurationText.parse(text)
                        .filter(duration -> shortest.compareTo(duration) <= 0 && duration.compareTo(longest) <= 0)
                        .filter(rule));
    }

    static Syntax<RedisUrl> redisUrl() {
        return new Syntax<>(
                "redis://[user:password@]host[:port][/db]; or redis-sentinel:, redis-cluster:; rediss for TLS",
                text -> Optional.of(RedisUrl.parse(text)),
                UrlMask::mask);
    }

    static Syntax<CorsOrigins> origins() {
        return of(
                "origins such as https://app.example.com, separated by commas",
                text -> Optional.of(CorsOrigins.parse(text)));
    }

    static Syntax<KeyFile> publicKeys(String setting) {
        return of(
                "the name of a file with public keys as a JWK Set, RSA (RS256) or P-256 (ES256)",
                text -> Optional.of(KeyFile.ofJwks(setting, text)));
    }

    /** Does not show the value, because an operator may have put the secret itself there. */
    static Syntax<KeyFile> secretKey(String setting) {
        return new Syntax<>(
                "the name of a file with a secret of 32 bytes or more (HS256)",
                text -> Optional.of(KeyFile.ofSecret(setting, text)),
                value -> "****");
    }

    /** Also allows {@code word}, which may be empty: the setting then has no value. */
    Syntax<Optional<T>> orNone(String word) {
        return new Syntax<>(
                word.isEmpty() ? allowed : word + " or " + allowed,
                text -> text.equals(word)
                        ? Optional.of(Optional.empty())
                        : Optional.of(parser.apply(text)).filter(Optional::isPresent),
                mask);
    }

    /** @throws IllegalArgumentException if the value is refused; the message describes the allowed values */
    T parse(String value) {
        return parser.apply(value).orElseThrow(() -> new IllegalArgumentException("allowed is " + allowed));
    }

    /** Returns the value for a message to an operator: on one line, shortened, and without secrets. */
    String show(String value) {
        String printable = UNPRINTABLE.matcher(mask.apply(value)).replaceAll("?");
        return printable.length() <= SHOWN_LENGTH ? printable : printable.substring(0, SHOWN_LENGTH) + "...";
    }

    private static <T> Syntax<T> of(String allowed, Function<String, Optional<T>> parser) {
        return new Syntax<>(allowed, parser, UnaryOperator.identity());
    }
}
