package io.contentjobs.http.binding;

import io.contentjobs.http.status.Facts;

/** Is told what the job-status resource has answered. */
@FunctionalInterface
public interface Reports {
    /**
     * Reports one answer.
     *
     * @param begin when the headers of the request had come, as {@link System#nanoTime()}
     */
    void report(Facts facts, String method, long begin);
}
