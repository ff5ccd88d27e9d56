package io.contentjobs.http.status;

import io.contentjobs.domain.JobId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The path of the resource: {@code /api/content/jobs/{jobId}/status}. */
public final class StatusPath {
    private static final String BEFORE_ID = "/api/content/jobs/";
    private static final String AFTER_ID = "/status";

    /** {@code %6A} is another encoding of {@code j}, but {@code %2F} is not a slash: RFC 3986, section 6.2.2.2. */
    private static final Pattern ENCODED_UNRESERVED =
            Pattern.compile("(?i)%(2[DE]|3[0-9]|[46][1-9A-F]|[57][0-9A]|5F|7E)");

    private StatusPath() {}

    /** Returns the path of that job's status. */
    public static String of(JobId id) {
        return BEFORE_ID + id + AFTER_ID;
    }

    /**
     * Returns the segment of the job id, well-formed or not; empty for the path of another resource.
     *
     * @param path a URI's path with percent-encoding; null if there is none
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

    /** Decodes unreserved characters. A job id contains no others. */
    private static String decodeUnreserved(String path) {
        return ENCODED_UNRESERVED
                .matcher(path)
                .replaceAll(octet -> Character.toString(HexFormat.fromHexDigits(octet.group(1))));
    }
}
