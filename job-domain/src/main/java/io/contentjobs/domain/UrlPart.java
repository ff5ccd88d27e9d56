package io.contentjobs.domain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A part of a URL: its allowed characters, and the percent-encoding of the others. */
final class UrlPart {
    private static final int ASCII = 128;

    /** The unreserved characters and sub-delims (RFC 3986, section 2) that are neither letters nor digits. */
    private static final String MARKS = "-._~!$&'()*+,;=";

    static final UrlPart HOST = new UrlPart(MARKS);
    static final UrlPart PATH = new UrlPart(MARKS + ":@/");

    /** RFC 3986 does not allow brackets here, but all parsers accept them. */
    static final UrlPart QUERY_OR_FRAGMENT = new UrlPart(MARKS + ":@/?[]");

    private final boolean[] allowed = new boolean[ASCII];

    private UrlPart(String marks) {
        for (char c = 0; c < ASCII; c++) {
            allowed[c] = Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0;
        }
    }

    /**
     * Percent-encodes, as UTF-8, the characters that this part does not allow. Letters of all scripts stay unchanged, and so
     * does a percent sign before two hexadecimal digits.
     */
    String encode(String text) {
        return isClean(text, 0) ? text : encoded(text);
    }

    /** Returns whether each character from {@code start} on is an allowed ASCII character, as in most URLs. */
    boolean isClean(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !allowed[c]) {
                return false;
            }
        }
        return true;
    }

    private String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (isAllowed(c, text, i)) {
                encoded.appendCodePoint(c);
            } else {
                encode(c, encoded);
            }
        }
        return encoded.toString();
    }

    private boolean isAllowed(int c, String text, int at) {
        if (c == '%') {
            return isEncoded(text, at);
        }
        return c < ASCII ? allowed[c] : !Character.isSpaceChar(c) && !Character.isISOControl(c);
    }

    private static void encode(int c, StringBuilder encoded) {
        for (byte octet : utf8(c)) {
            HexFormat.of().withUpperCase().toHexDigits(encoded.append('%'), octet);
        }
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
    }

    /** Decodes percent-encoding; octets that are not valid UTF-8 become U+FFFD. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == '%' && isEncoded(text, i)) {
                octets.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                octets.writeBytes(utf8(c));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    private static byte[] utf8(int c) {
        return Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isEncoded(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }
}
