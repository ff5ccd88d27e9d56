package io.contentjobs.domain;

import java.util.regex.Pattern;

/** IPv6 addresses as in the brackets of a URL (RFC 4291, section 2.2), without a zone. */
final class Ipv6Address {
    private static final int PIECES = 8;
    private static final Pattern PIECE = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern IPV4 =
            Pattern.compile("(OCTET\\.){3}OCTET".replace("OCTET", "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"));

    private Ipv6Address() {}

    static boolean isValid(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) {
            return count(address, true) == PIECES;
        }
        int before = gap == 0 ? 0 : count(address.substring(0, gap), false);
        int after = gap + 2 == address.length() ? 0 : count(address.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < PIECES;
    }

    /** Returns the number of 16-bit pieces, or -1 if one is invalid. An IPv4 address counts as two pieces. */
    private static int count(String text, boolean allowIpv4AtEnd) {
        String[] pieces = text.split(":", -1);
        int last = pieces.length - 1;
        for (int i = 0; i < last; i++) {
            if (!PIECE.matcher(pieces[i]).matches()) {
                return -1;
            }
        }
        if (allowIpv4AtEnd && IPV4.matcher(pieces[last]).matches()) {
            return pieces.length + 1;
        }
        return PIECE.matcher(pieces[last]).matches() ? pieces.length : -1;
    }
}
