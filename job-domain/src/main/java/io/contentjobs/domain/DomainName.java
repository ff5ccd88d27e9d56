package io.contentjobs.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of hosts, and IPv4 addresses, as browsers judge them (WHATWG URL Standard, sections 3.3 and 3.5). Of UTS 46 it has what
 * the JDK's Unicode tables can say: it has no rule about text directions, and takes code points that are not assigned.
 */
final class DomainName {
    /** WHATWG's forbidden domain code points. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20\\x7F#%/:<>?@\\[\\\\\\]^|]");

    /** What UTS 46 ignores: the soft hyphen, selectors of variants and other code points without a picture. */
    private static final Pattern IGNORED = Pattern.compile(
            "[\\u00AD\\u034F\\u180B-\\u180D\\u180F\\u200B\\u2060\\u2064\\uFE00-\\uFE0F\\uFEFF\\x{E0100}-\\x{E01EF}]");

    /**
     * What UTS 46 disallows, as far as a few ranges can say it: controls, text directions, private code points,
     * spaces, signs with a dot in them, noncharacters, and joiners that follow nothing that they could join.
     */
    private static final Pattern DISALLOWED = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Z}[\\p{Cf}&&[^\\u200C\\u200D]]]"
            + "|[\\u2024-\\u2026\\u2488-\\u249B\\u2FF0-\\u2FFF\\uFDD0-\\uFDEF\\uFFFC-\\uFFFF]"
            + "|(^|\\P{M})\\u200D|(^|[\\p{ASCII}[\\P{M}&&\\P{L}]])\\u200C");

    private static final String PUNYCODE_PREFIX = "xn--";

    private DomainName() {}

    /**
     * Returns whether the part of {@code text} is a name of lower-case letters, digits, dots and hyphens whose labels begin
     * with a letter: then it is valid. Names that could be Punycode
     * are not judged here; an empty part is none.
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

    /** @param name without percent-encoding */
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
        return !Ipv4Address.isMeant(mapped) || Ipv4Address.isValid(mapped);
    }

    /** Folds case and forms, as browsers do before they look a name up: other dots become dots, wide letters letters. */
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
