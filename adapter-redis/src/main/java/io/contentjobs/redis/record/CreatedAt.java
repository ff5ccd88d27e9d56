package io.contentjobs.redis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the forms of {@code createdAt} that {@code docs/records.md} lists. */
final class CreatedAt {
    private static final int MAX_LENGTH = 100;
    private static final int NANO_DIGITS = 9;

    /** The abbreviations of zones that mean one offset: RFC 5322, section 4.3, and those of Korea and Japan. */
    private static final Map<String, String> OFFSETS = Map.ofEntries(
            Map.entry("Z", "Z"),
            Map.entry("z", "Z"),
            Map.entry("UT", "Z"),
            Map.entry("UTC", "Z"),
            Map.entry("GMT", "Z"),
            Map.entry("KST", "+09"),
            Map.entry("JST", "+09"),
            Map.entry("EST", "-05"),
            Map.entry("EDT", "-04"),
            Map.entry("MST", "-07"),
            Map.entry("MDT", "-06"),
            Map.entry("PST", "-08"),
            Map.entry("PDT", "-07"));

    /** The groups: day of the week, local date and time, fraction, zone, the year of {@code Date.toString()}, the zone's name. */
    private static final Pattern DATE_TIME = Pattern.compile("(?:[A-Z][a-z]{2},? )?"
            + "(?<local>\\w.*?)(?:[.,](?<fraction>\\d+))? ?"
            + "(?:(?:GMT|UTC)?(?<offset>[+-]\\d\\d(?::?\\d\\d){0,2})|(?<zone>[A-Z]{1,4}|z))"
            + "(?<year> \\d{4})?"
            + "(?:\\[[^]]*]| \\([^)]*\\)|(?: [A-Z]{1,4})?(?: m=[+-][\\d.]+)?)");

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(
                    "[uuuu-MM-dd'T'HH:mm[:ss]][uuuu-MM-dd HH:mm[:ss]]" // ISO 8601; Python, Ruby, Go
                            + "[uuuuMMdd'T'HHmmss][uuuuMMddHHmmss]" // ISO 8601, basic
                            + "[d MMM uuuu HH:mm:ss]" // RFC 1123, RFC 5322
                            + "[MMM d HH:mm:ss uuuu]" // Date.toString() of Java
                            + "[MMM d uuuu HH:mm:ss]") // Date.toString() of JavaScript
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    /** A number, plain or as .NET writes it. */
    private static final Pattern NUMBER =
            Pattern.compile("(\\d+(?:\\.\\d+)?(?:[eE]\\+?\\d{1,2})?)|/Date\\((\\d+)(?:[+-]\\d{4})?\\)/");

    private CreatedAt() {}

    /** Returns the point in time in {@code text}, or null where there is none. A time without an offset is none. */
    static @Nullable Instant parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        char first = text.charAt(0);
        if (first == '"' || first == '[' || first == '{') {
            return json(text);
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            String digits = number.group(1);
            return number(new BigDecimal(digits == null ? number.group(2) : digits));
        }
        Matcher dateTime = DATE_TIME.matcher(text);
        return dateTime.matches() ? dateTime(dateTime) : null;
    }

    private static @Nullable Instant dateTime(Matcher form) {
        String zone = form.group("zone");
        String offset = zone == null ? form.group("offset") : OFFSETS.get(zone);
        String year = form.group("year");
        String local = form.group("local").replace("  ", " ") + (year == null ? "" : year);
        String fraction = form.group("fraction");
        if (offset == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(local, LOCAL)
                    .toInstant(ZoneOffset.of(offset))
                    .plusNanos(fraction == null ? 0 : nanos(fraction));
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static long nanos(String fraction) {
        return Long.parseLong((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }

    /** Chooses the unit that gives a year from 1973 to 5138; nanoseconds give one from 2001 to 2262. */
    private static @Nullable Instant number(BigDecimal number) {
        int digits = number.precision() - number.scale();
        if (digits < 9 || digits > 19 || digits == 18) {
            return null;
        }
        int unit = digits <= 11 ? 0 : digits <= 14 ? 3 : digits <= 17 ? 6 : 9;
        BigDecimal counted = unit == 0 ? number : number.setScale(0, RoundingMode.DOWN);
        BigInteger[] secondsAndNanos = counted.movePointRight(NANO_DIGITS - unit)
                .toBigInteger()
                .divideAndRemainder(BigInteger.TEN.pow(NANO_DIGITS));
        return Instant.ofEpochSecond(secondsAndNanos[0].longValue(), secondsAndNanos[1].longValue());
    }

    /** Reads a string, {@code [seconds, nanos]} or an object of these two. Jackson's array of a date and a time has no offset. */
    private static @Nullable Instant json(String text) {
        JsonNode node = Json.parse(text);
        for (JsonNode typed = node; typed != null; typed = Json.typed(typed)) {
            node = typed;
        }
        if (node == null) {
            return null;
        }
        if (node.isTextual()) {
            return parse(node.textValue());
        }
        if (node.isArray() && node.size() == 2) {
            return instant(node.get(0), node.get(1));
        }
        Instant instant = instant(node.get("epochSecond"), node.get("nano"));
        return instant == null ? instant(node.get("seconds"), node.get("nanos")) : instant;
    }

    private static @Nullable Instant instant(@Nullable JsonNode seconds, @Nullable JsonNode nanos) {
        if (seconds == null || nanos == null || !seconds.isIntegralNumber() || !seconds.canConvertToLong()) {
            return null;
        }
        if (!nanos.canConvertToInt() || nanos.asInt() < 0 || nanos.asInt() > 999_999_999) {
            return null;
        }
        Instant whole = number(BigDecimal.valueOf(seconds.asLong()));
        return whole == null || whole.getEpochSecond() != seconds.asLong() ? null : whole.plusNanos(nanos.asInt());
    }
}
