package io.contentjobs.domain;

/** The decoder of the part of a domain label after {@code xn--} (RFC 3492, sections 5 to 6.2). Not thread-safe. */
final class Punycode {
    /** The maximum length of a DNS label (63) without the prefix. */
    private static final int MAX_LENGTH = 59;

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;
    private static final int NO_DIGIT = -1;

    private final String encoded;
    private int next;
    private int bias = INITIAL_BIAS;

    private Punycode(String encoded, int next) {
        this.encoded = encoded;
        this.next = next;
    }

    /** Decodes {@code encoded}, which is in lower case; returns an empty string if it is not valid Punycode. */
    static String decode(String encoded) {
        int delimiter = encoded.lastIndexOf('-');
        String ascii = encoded.substring(0, Math.max(delimiter, 0));
        return encoded.length() > MAX_LENGTH
                ? ""
                : new Punycode(encoded, ascii.isEmpty() ? 0 : delimiter + 1).insertInto(ascii);
    }

    private String insertInto(String ascii) {
        StringBuilder decoded = new StringBuilder(ascii);
        int count = ascii.length();
        long codePoint = INITIAL_N;
        long index = 0;
        while (next < encoded.length()) {
            long delta = nextDelta();
            count++;
            codePoint += (index + delta) / count;
            if (delta < 0 || !isCharacter(codePoint)) {
                return "";
            }
            bias = adapt(delta, count, index == 0);
            index = (index + delta) % count;
            decoded.insert(decoded.offsetByCodePoints(0, (int) index), Character.toChars((int) codePoint));
            index++;
        }
        return decoded.toString();
    }

    private static boolean isCharacter(long codePoint) {
        return codePoint < Character.MIN_SURROGATE
                || (codePoint > Character.MAX_SURROGATE && codePoint <= Character.MAX_CODE_POINT);
    }

    /** Returns the next number; -1 if it has no end, or is too large for a code point. */
    private long nextDelta() {
        long delta = 0;
        long weight = 1;
        for (int k = BASE; delta <= Integer.MAX_VALUE; k += BASE) {
            int digit = nextDigit();
            if (digit == NO_DIGIT) {
                return -1;
            }
            delta += digit * weight;
            int threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
            if (digit < threshold) {
                return delta;
            }
            weight *= BASE - threshold;
        }
        return -1;
    }

    /** Returns 0 to 25 for a to z, 26 to 35 for 0 to 9, and NO_DIGIT for other characters and the end. */
    private int nextDigit() {
        int c = next < encoded.length() ? encoded.charAt(next++) : NO_DIGIT;
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : NO_DIGIT;
    }

    private static int adapt(long delta, int count, boolean first) {
        long rest = delta / (first ? DAMP : 2);
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
    }
}
