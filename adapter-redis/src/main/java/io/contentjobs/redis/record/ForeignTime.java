package io.contentjobs.redis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Points in time in the less common forms that {@code docs/records.md} lists. */
final class ForeignTime {
    /** Of the abbreviations of zones those that mean one offset: RFC 5322, section 4.3, and Korea's and Japan's. */
    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(
            Map.entry("Z", 0),
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("KST", 9),
            Map.entry("JST", 9),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7));

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final String FRACTION = "(?:[.,](?<fraction>\\d+))?";
    private static final String ZONE =
            "(?:(?:GMT|UTC)?(?<sign>[+-])(?<zoneHours>\\d\\d):?(?<zoneMinutes>\\d\\d)|(?<zone>[A-Z]{1,4}))";
    private static final String MONTH_NAME = "(?<month>[A-Z][a-z]{2})";

    private static final List<Pattern> FORMS = List.of(
            // 2025-10-27 01:00:00 UTC, 2025-10-27 10:00:00.5 +0900 KST m=+0.5: Ruby, Go, date
            Pattern.compile("(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)[T ]" + TIME + FRACTION + " ?" + ZONE
                    + "(?: [A-Z]{1,4})?(?: m=[+-][\\d.]+)?"),
            // 20251027T010000Z: ISO 8601, basic
            Pattern.compile("(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)T?(?<hour>\\d\\d)(?<minute>\\d\\d)"
                    + "(?<second>\\d\\d)" + FRACTION + ZONE),
            // Mon, 27 Oct 2025 01:00:00 GMT: RFC 1123, RFC 5322
            Pattern.compile(
                    "(?:[A-Z][a-z]{2}, )?(?<day>\\d\\d?) " + MONTH_NAME + " (?<year>\\d{4}) " + TIME + " " + ZONE),
            // Mon Oct 27 10:00:00 KST 2025: Date.toString() of Java, date
            Pattern.compile(
                    "[A-Z][a-z]{2} " + MONTH_NAME + " +(?<day>\\d\\d?) " + TIME + " " + ZONE + " (?<year>\\d{4})"),
            // Mon Oct 27 2025 10:00:00 GMT+0900 (Korean Standard Time): Date.toString() of JavaScript
            Pattern.compile("[A-Z][a-z]{2} " + MONTH_NAME + " (?<day>\\d\\d) (?<year>\\d{4}) " + TIME + " " + ZONE
                    + "(?: \\([^)]*\\))?"));

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE]\\+?\\d{1,2})?");
    private static final Pattern DOT_NET = Pattern.compile("/Date\\((\\d+)(?:[+-]\\d{4})?\\)/");
    private static final int MAX_LENGTH = 100;
    private static final int NANO_DIGITS = 9;

    private ForeignTime() {}

    /** Returns the point in time that {@code text} tells, or null where it tells none. */
    static @Nullable Instant parse(String text) {
        if (text.length() > MAX_LENGTH || text.isEmpty()) {
            return null;
        }
        char first = text.charAt(0);
        if (first == '[' || first == '{') {
            return json(text);
        }
        if (first == '"') {
            JsonNode string = Json.parse(text);
            return string != null && string.isTextual() ? CreatedAt.parse(string.textValue()) : null;
        }
        if (first == '/') {
            Matcher dotNet = DOT_NET.matcher(text);
            return dotNet.matches() ? number(new BigDecimal(dotNet.group(1))) : null;
        }
        return NUMBER.matcher(text).matches() ? number(new BigDecimal(text)) : dateTime(text);
    }

    private static @Nullable Instant dateTime(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return dateTime(matcher);
            }
        }
        return null;
    }

    private static @Nullable Instant dateTime(Matcher form) {
        ZoneOffset offset = offset(form);
        String month = form.group("month");
        int monthNumber = Character.isDigit(month.charAt(0)) ? Integer.parseInt(month) : MONTHS.indexOf(month) + 1;
        if (offset == null) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            number(form, "year"),
                            monthNumber,
                            number(form, "day"),
                            number(form, "hour"),
                            number(form, "minute"),
                            number(form, "second"),
                            nanos(form))
                    .toInstant(offset);
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    private static @Nullable ZoneOffset offset(Matcher form) {
        String zone = form.group("zone");
        if (zone != null) {
            Integer hours = ZONE_HOURS.get(zone);
            return hours == null ? null : ZoneOffset.ofHours(hours);
        }
        int minutes = number(form, "zoneHours") * 60 + number(form, "zoneMinutes");
        if (minutes > 18 * 60 || number(form, "zoneMinutes") > 59) {
            return null;
        }
        return ZoneOffset.ofTotalSeconds((form.group("sign").equals("-") ? -60 : 60) * minutes);
    }

    private static int nanos(Matcher form) {
        String fraction = form.pattern().pattern().contains("<fraction>") ? form.group("fraction") : null;
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, NANO_DIGITS));
    }

    private static int number(Matcher form, String group) {
        return Integer.parseInt(form.group(group));
    }

    /** The unit is the one that makes a year from 1973 to 5138 of it (of nanoseconds: from 2001 to 2262). */
    private static @Nullable Instant number(BigDecimal number) {
        int digits = number.precision() - number.scale();
        int secondsExponent = digits <= 11 ? 0 : digits <= 14 ? 3 : digits <= 17 ? 6 : 9;
        if (digits < 9 || digits > 19 || digits == 18) {
            return null;
        }
        BigDecimal seconds = number.movePointLeft(secondsExponent);
        BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
        long nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue();
        return Instant.ofEpochSecond(whole.longValue(), nanos);
    }

    /** {@code [seconds, nanos]} and objects of these two, typed or not. Jackson's array of a date and a time has no offset. */
    private static @Nullable Instant json(String text) {
        JsonNode node = Json.parse(text);
        for (JsonNode typed = node; typed != null; typed = Json.typed(typed)) {
            node = typed;
        }
        if (node == null) {
            return null;
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
