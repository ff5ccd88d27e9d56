package io.contentjobs.http.status;

import io.contentjobs.http.headers.Header;
import java.time.Duration;

/** Adds {@code Retry-After} to a response if and only if it makes sense to ask again: RFC 9110, section 10.2.3. */
public final class RetryAfter {
    private final Header header;

    /** @param pollInterval sent in whole seconds, rounded up */
    public RetryAfter(Duration pollInterval) {
        header = Header.constant("Retry-After", seconds(pollInterval));
    }

    /** Returns the interval in whole seconds, rounded up. */
    public static String seconds(Duration pollInterval) {
        return Long.toString(pollInterval.plusNanos(999_999_999).toSeconds());
    }

    /** Returns the reply, with the header if it makes sense to ask again. */
    public StatusReply in(StatusReply reply) {
        return reply.asksAgain() ? reply.with(header) : reply;
    }
}
