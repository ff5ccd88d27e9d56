package io.contentjobs.http.binding;

import io.contentjobs.http.status.Facts;

/** Receives a report about each request to the job-status resource. */
@FunctionalInterface
public interface Reports {
    /**
     * Reports one request.
     *
     * @param begin the time of the end of the request headers, as {@link System#nanoTime()}
     */
    void report(Facts facts, String method, long begin);
}
