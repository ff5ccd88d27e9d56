package io.contentjobs.domain;

import java.util.regex.Pattern;

/** IPv4 addresses as browsers read them (WHATWG URL Standard, section 3.5): up to four numbers, decimal, octal or hexadecimal. */
final class Ipv4Address {
    private static final long TOO_LARGE = 1L << 32;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    private Ipv4Address() {}

    /** Returns whether browsers parse {@code host}, in lower case, as an IPv4 address: its last part is a number. */
    static boolean isIntended(String host) {
        String[] parts = parts(host);
        return NUMBER.matcher(parts[parts.length - 1]).matches();
    }

    /** Returns whether {@code host} is an IPv4 address. The last number fills the bytes that the other numbers leave. */
    static boolean isValid(String host) {
        String[] parts = parts(host);
        int last = parts.length - 1;
        for (int i = 0; i < last; i++) {
            long number = number(parts[i]);
            if (number < 0 || number > 255) {
                return false;
            }
        }
        return last < 4 && number(parts[last]) >= 0 && number(parts[last]) < 1L << (8 * (4 - last));
    }

    /** Splits the host at its dots; ignores one dot at the end. */
    private static String[] parts(String host) {
        return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).split("\\.", -1);
    }

    /** Returns the number, at most {@link #TOO_LARGE}; -1 if {@code part} is not a number. */
    private static long number(String part) {
        boolean hex = part.startsWith("0x");
        boolean octal = !hex && part.startsWith("0");
        int radix = hex ? 16 : octal ? 8 : 10;
        long number = part.isEmpty() ? -1 : 0;
        for (int i = hex ? 2 : 0; i < part.length() && number >= 0; i++) {
            int digit = part.charAt(i) < 128 ? Character.digit(part.charAt(i), radix) : -1;
            number = digit < 0 ? -1 : Math.min(number * radix + digit, TOO_LARGE);
        }
        return number;
    }
}
