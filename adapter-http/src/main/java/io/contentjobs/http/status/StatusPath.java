package io.contentjobs.http.status;

import io.contentjobs.domain.JobId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The path of the resource: {@code /api/content/jobs/{jobId}/status}. */
public final class StatusPath {
    private static final String BEFORE_ID = "/api/content/jobs/";
    private static final String AFTER_ID = "/status";

    private StatusPath() {}

    /** Returns the path of that job. */
    public static String of(JobId id) {
        return BEFORE_ID + id + AFTER_ID;
    }

    /**
     * Returns the segment of the job id, well-formed or not; empty for the path of another resource.
     *
     * @param path a URI's path as it was sent, percent-encoding included; null where there is none
     */
    public static Optional<String> jobIdIn(@Nullable String path) {
        if (path == null) {
            return Optional.empty();
        }
        String normal = path.indexOf('%') < 0 ? path : decodeUnreserved(path);
        int end = normal.length() - AFTER_ID.length();
        boolean ours = normal.startsWith(BEFORE_ID)
                && normal.endsWith(AFTER_ID)
                && normal.indexOf('/', BEFORE_ID.length()) == end;
        return ours ? Optional.of(normal.substring(BEFORE_ID.length(), end)) : Optional.empty();
    }

    /**
     * Decodes unreserved characters (RFC 3986, section 6.2.2.2): {@code %6A} is another spelling of {@code j}, but {@code %2F} is
     * not one of a slash. No job id contains what remains encoded.
     */
    private static String decodeUnreserved(String path) {
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int octet = octetAt(path, i);
            if (isUnreserved(octet)) {
                decoded.append((char) octet);
                i += 2;
            } else {
                decoded.append(path.charAt(i));
            }
        }
        return decoded.toString();
    }

    /** Returns the octet that is percent-encoded at that index; negative if none is. */
    private static int octetAt(String path, int index) {
        if (path.charAt(index) != '%' || index + 2 >= path.length()) {
            return -1;
        }
        int high = hexDigit(path.charAt(index + 1));
        int low = hexDigit(path.charAt(index + 2));
        return high < 0 || low < 0 ? -1 : 16 * high + low;
    }

    /** Not {@link Character#digit}, which takes the digits of all scripts. */
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
