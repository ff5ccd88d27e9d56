package io.contentjobs.http.status;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.headers.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete response. {@code Content-Length} is among its headers, because responses to a HEAD and 304s have it, too,
 * without a body. Immutable and reusable.
 *
 * @param status RFC 9110, section 15
 * @param job the status that the client gets; null if it gets none
 * @param error the error of the job; null if there is none
 * @param asksAgain whether it makes sense to ask again
 * @param body is not sent to a HEAD; must not be changed
 * @param headers all headers of the response in their order; must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record StatusReply(
        int status,
        @Nullable JobStatus job,
        @Nullable ErrorCode error,
        boolean asksAgain,
        byte[] body,
        List<Header> headers) {
    public static final Header VARY = Header.constant("Vary", "Accept, Prefer");

    public static final Header NOSNIFF = Header.constant("X-Content-Type-Options", "nosniff");

    private static final Header JSON = Header.constant("Content-Type", "application/json");
    private static final Header REVALIDATE = Header.constant("Cache-Control", "private, no-cache");
    private static final Header NO_STORE = Header.constant("Cache-Control", "no-store");
    private static final byte[] NO_BODY = {};
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** Returns a 200 with the status of a job. */
    public static StatusReply ok(JobStatus job, byte[] json, Header length, Header etag) {
        List<Header> headers = List.of(JSON, length, etag, REVALIDATE, VARY, NOSNIFF);
        return new StatusReply(OK, job, null, !job.isTerminal(), json, headers);
    }

    /** Returns a 304: RFC 9110, section 15.4.5. */
    public static StatusReply notModified(JobStatus job, Header length, Header etag) {
        List<Header> headers = List.of(length, etag, REVALIDATE, VARY, NOSNIFF);
        return new StatusReply(NOT_MODIFIED, null, null, !job.isTerminal(), NO_BODY, headers);
    }

    /** Returns an event stream, or its beginning. */
    public static StatusReply stream(@Nullable JobStatus job, byte[] events, List<Header> headers) {
        return new StatusReply(OK, job, null, false, events, headers);
    }

    /**
     * Returns a 204 instead of a stream without events. A client that follows the HTML Standard then does not reconnect.
     */
    public static StatusReply noContent() {
        return new StatusReply(NO_CONTENT, null, null, false, NO_BODY, List.of(REVALIDATE, VARY, NOSNIFF));
    }

    /** Returns an error as JSON. Neither text needs escaping. For a 503 it makes sense to ask again. */
    public static StatusReply error(int status, @Nullable ErrorCode error, String code, String message) {
        byte[] json = ("{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        Header length = Header.constant("Content-Length", Integer.toString(json.length));
        List<Header> headers = List.of(JSON, length, NO_STORE, VARY, NOSNIFF);
        return new StatusReply(status, null, error, status == SERVICE_UNAVAILABLE, json, headers);
    }

    /** Returns a copy with one more header. */
    public StatusReply with(Header header) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(header);
        return new StatusReply(status, job, error, asksAgain, body, more);
    }
}
