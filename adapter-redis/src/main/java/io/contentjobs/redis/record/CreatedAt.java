package io.contentjobs.redis.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;
import org.jspecify.annotations.Nullable;

/**
 * When a job was submitted, in the forms that writers give it: {@code docs/records.md} lists them. A time without an offset
 * is no point in time.
 *
 * <p>Read with every poll, so the common forms are taken apart by hand: ISO 8601 with an offset, and a number of seconds or
 * milliseconds since 1970. No pattern, and no exception for what is odd. {@link ForeignTime} knows the rest.
 */
final class CreatedAt {
    private static final long MIN_SECONDS = 100_000_000L;
    private static final long MIN_MILLIS = 100_000_000_000L;
    private static final long MAX_MILLIS = 100_000_000_000_000L;
    private static final int MAX_DIGITS = 15;
    private static final int NANO_DIGITS = 9;
    private static final int MAX_OFFSET_HOURS = 18;

    private final String text;
    private int at;
    private boolean odd;

    private CreatedAt(String text) {
        this.text = text;
    }

    /** Returns the point in time that {@code text} tells, or null where it tells none. */
    static @Nullable Instant parse(String text) {
        CreatedAt parser = new CreatedAt(text);
        Instant instant = text.length() > 4 && text.charAt(4) == '-' ? parser.dateTime() : parser.number();
        return instant == null || parser.odd ? ForeignTime.parse(text) : instant;
    }

    private @Nullable Instant dateTime() {
        int year = digits(4);
        expect('-');
        int month = upTo(12);
        expect('-');
        int day = upTo(31);
        if (at >= text.length() || "Tt ".indexOf(text.charAt(at++)) < 0) {
            odd = true;
        }
        int hour = upTo(23);
        expect(':');
        int minute = upTo(59);
        int second = skip(':') ? upTo(59) : 0;
        int nanos = skip('.') || skip(',') ? fraction() : 0;
        int offset = offset();
        zone();
        if (odd || at != text.length() || !isDate(year, month, day)) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second - offset, nanos);
    }

    private static boolean isDate(int year, int month, int day) {
        return month > 0 && day > 0 && day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
    }

    /** Seconds east of Greenwich. */
    private int offset() {
        if (skip('Z') || skip('z')) {
            return 0;
        }
        int sign = skip('-') ? -1 : 1;
        if (sign > 0) {
            expect('+');
        }
        int hours = upTo(MAX_OFFSET_HOURS);
        int minutes = skip(':') || atDigit() ? upTo(59) : 0;
        int seconds = skip(':') || atDigit() ? upTo(59) : 0;
        return sign * ((hours * 60 + minutes) * 60 + seconds);
    }

    /** The offset says it all; {@code [Asia/Seoul]} after it adds nothing. */
    private void zone() {
        if (at < text.length() && text.charAt(at) == '[' && text.indexOf(']', at) == text.length() - 1) {
            at = text.length();
        }
    }

    private @Nullable Instant number() {
        long whole = 0;
        int start = at;
        while (atDigit() && at - start < MAX_DIGITS) {
            whole = whole * 10 + (text.charAt(at++) - '0');
        }
        int nanos = skip('.') ? fraction() : 0;
        if (odd || at != text.length() || whole < MIN_SECONDS || whole >= MAX_MILLIS) {
            return null;
        }
        return whole < MIN_MILLIS ? Instant.ofEpochSecond(whole, nanos) : Instant.ofEpochMilli(whole);
    }

    /** At least one digit after the point; those beyond nanoseconds are passed over. */
    private int fraction() {
        odd |= !atDigit();
        int nanos = 0;
        int digits = 0;
        while (atDigit()) {
            if (digits < NANO_DIGITS) {
                nanos = nanos * 10 + (text.charAt(at) - '0');
                digits++;
            }
            at++;
        }
        for (; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private int upTo(int max) {
        int value = digits(2);
        odd |= value > max;
        return value;
    }

    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (!atDigit()) {
                odd = true;
                return 0;
            }
            value = value * 10 + (text.charAt(at++) - '0');
        }
        return value;
    }

    private boolean atDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private void expect(char c) {
        odd |= !skip(c);
    }

    private boolean skip(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        if (found) {
            at++;
        }
        return found;
    }
}
