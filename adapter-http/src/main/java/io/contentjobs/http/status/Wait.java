package io.contentjobs.http.status;

import io.contentjobs.domain.JobReport;
import io.contentjobs.http.headers.Header;
import io.contentjobs.http.headers.IfNoneMatch;
import io.contentjobs.http.headers.RequestHeaders;

/**
 * A request's wish to wait.
 *
 * @param seconds how long the request waits at most
 * @param deadline when this time is over, as {@link System#nanoTime()}
 */
record Wait(long seconds, long deadline, RequestHeaders headers) {
    /** With {@code If-None-Match} any other state ends the wait; without it only the end of the job does. */
    boolean isEnough(JobReport report) {
        if (report.status().isTerminal()) {
            return true;
        }
        return !headers.valuesOf(IfNoneMatch.NAME).isEmpty()
                && !Representation.of(report).isKnownTo(headers);
    }

    /** Returns the response after the wait. */
    StatusReply reply(JobReport report) {
        return reply(report, seconds);
    }

    /** Returns the response without a wait. */
    StatusReply replyAtOnce(JobReport report) {
        return reply(report, 0);
    }

    private StatusReply reply(JobReport report, long allowed) {
        return Representation.of(report).replyTo(headers).with(Header.of("Preference-Applied", "wait=" + allowed));
    }
}
