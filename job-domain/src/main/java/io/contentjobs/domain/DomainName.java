package io.contentjobs.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Validation of host names and IPv4 addresses as browsers do it (WHATWG URL Standard, sections 3.3 and 3.5). UTS 46 is
 * implemented as far as the JDK's Unicode tables allow: text directions are not checked, and unassigned code points are
 * accepted.
 */
final class DomainName {
    /** WHATWG's forbidden domain code points. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20\\x7F#%/:<>?@\\[\\\\\\]^|]");

    /** Code points that UTS 46 ignores: the soft hyphen, variation selectors and other invisible code points. */
    private static final Pattern IGNORED = Pattern.compile(
            "[\\u00AD\\u034F\\u180B-\\u180D\\u180F\\u200B\\u2060\\u2064\\uFE00-\\uFE0F\\uFEFF\\x{E0100}-\\x{E01EF}]");

    /**
     * Code points that UTS 46 disallows, approximated by a few ranges: control characters, text directions, private use,
     * spaces, characters that contain a dot, noncharacters, and joiners without a character that they can join.
     */
    private static final Pattern DISALLOWED = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Z}[\\p{Cf}&&[^\\u200C\\u200D]]]"
            + "|[\\u2024-\\u2026\\u2488-\\u249B\\u2FF0-\\u2FFF\\uFDD0-\\uFDEF\\uFFFC-\\uFFFF]"
            + "|(^|\\P{M})\\u200D|(^|[\\p{ASCII}[\\P{M}&&\\P{L}]])\\u200C");

    private static final String PUNYCODE_PREFIX = "xn--";

    private DomainName() {}

    /**
     * Returns whether the characters of {@code text} from {@code start} to before {@code end} are surely a valid name:
     * lower-case letters, digits, dots and hyphens, where each label begins with a letter other than {@code x}, since
     * {@code xn--} begins Punycode. Returns false for an empty range.
     */
    static boolean isPlain(String text, int start, int end) {
        boolean labelBegins = true;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (labelBegins ? !letter || c == 'x' : !letter && c != '-' && c != '.' && (c < '0' || c > '9')) {
                return false;
            }
            labelBegins = c == '.';
        }
        return !labelBegins;
    }

    /** Returns whether browsers accept {@code name}, which contains no percent-encoding. */
    static boolean isValid(String name) {
        String mapped = map(name);
        if (mapped.isEmpty() || FORBIDDEN.matcher(mapped).find() || !hasAllowedCharacters(withoutIgnored(name))) {
            return false;
        }
        for (String label : mapped.split("\\.", -1)) {
            if (!isValidLabel(label)) {
                return false;
            }
        }
        return !Ipv4Address.isIntended(mapped) || Ipv4Address.isValid(mapped);
    }

    /** Maps a name as browsers do before they resolve it: to lower case, to NFKC, and other full stops to dots. */
    private static String map(String name) {
        if (UrlPart.isAscii(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        return Normalizer.normalize(withoutIgnored(name), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u3002', '.');
    }

    private static String withoutIgnored(String name) {
        return UrlPart.isAscii(name) ? name : IGNORED.matcher(name).replaceAll("");
    }

    private static boolean isValidLabel(String label) {
        if (!label.startsWith(PUNYCODE_PREFIX)) {
            return !startsWithMark(label);
        }
        String decoded = UrlPart.isAscii(label) ? Punycode.decode(label.substring(PUNYCODE_PREFIX.length())) : "";
        return !UrlPart.isAscii(decoded)
                && !startsWithMark(decoded)
                && hasAllowedCharacters(decoded)
                && decoded.equals(map(decoded));
    }

    private static boolean hasAllowedCharacters(String text) {
        return UrlPart.isAscii(text) || !DISALLOWED.matcher(text).find();
    }

    private static boolean startsWithMark(String label) {
        return !label.isEmpty()
                && switch (Character.getType(label.codePointAt(0))) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }
}
