package io.contentjobs.http.status;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.headers.Header;
import io.contentjobs.http.headers.IfNoneMatch;
import io.contentjobs.http.headers.RequestHeaders;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Answers waits when the job has changed or the time is up. Does not check meanwhile whether the client is still
 * connected. Answers at once if there is no permit.
 */
final class LongPolls {
    private final GetJobStatus jobs;
    private final AwaitJobStatus waiting;
    private final long maxSeconds;
    private final WaiterLimit limit;

    LongPolls(GetJobStatus jobs, AwaitJobStatus waiting, Duration maxWait, WaiterLimit limit) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.maxSeconds = maxWait.toSeconds();
        this.limit = limit;
    }

    /**
     * Blocks until the wait has ended, and returns the response. A response without an error contains the allowed time.
     */
    Answered answer(JobId id, long wantedSeconds, RequestHeaders request) {
        long seconds = Math.min(wantedSeconds, maxSeconds);
        if (seconds == 0) {
            return new Answered(answer(id, 0, false, request), Delivery.POLL);
        }
        boolean acquired = limit.tryAcquire();
        try {
            return new Answered(
                    answer(id, seconds, acquired, request), acquired ? Delivery.WAIT : Delivery.OVER_CAPACITY);
        } finally {
            if (acquired) {
                limit.release();
            }
        }
    }

    private StatusReply answer(JobId id, long seconds, boolean waits, RequestHeaders request) {
        try {
            JobReport report =
                    waits ? waiting.await(id, newsTo(request), Duration.ofSeconds(seconds)) : jobs.getJobStatus(id);
            Header applied = Header.of("Preference-Applied", "wait=" + (waits ? seconds : 0));
            return Representation.of(report).replyTo(request).with(applied);
        } catch (RuntimeException | Error failure) {
            return ErrorReplies.of(id, failure);
        }
    }

    /** With {@code If-None-Match} any other state ends the wait; without it only the end of the job does. */
    private static Predicate<JobReport> newsTo(RequestHeaders request) {
        return request.valuesOf(IfNoneMatch.NAME).isEmpty()
                ? report -> false
                : report -> !Representation.of(report).isKnownTo(request);
    }
}
