package io.contentjobs.http;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.status.Delivery;
import io.contentjobs.http.status.Facts;

/** What an answer of the job-status resource says. */
public enum AnswerOutcome {
    /** The job has not begun. */
    PENDING,
    /** The job is under way. */
    PROCESSING,
    /** The job has ended with images. */
    COMPLETED,
    /** The job has ended with an error. */
    FAILED,
    /** The client knows the present state: a 304, or a stream that told nothing. */
    NOT_MODIFIED,
    /** No such job. */
    NOT_FOUND,
    /** The job's images have expired. */
    GONE,
    /** The id cannot be one. */
    MALFORMED,
    /** The job's record makes no sense. */
    UNREADABLE,
    /** The store cannot be asked. */
    UNAVAILABLE,
    /** No more clients can stream, or the server is stopping. */
    OVER_CAPACITY,
    /** The request is at fault otherwise. */
    CLIENT_ERROR,
    /** The server is at fault. */
    SERVER_ERROR;

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    static AnswerOutcome of(Facts facts) {
        if (facts.error() != null) {
            return of(facts.error());
        }
        if (facts.job() != null) {
            return of(facts.job());
        }
        if (facts.status() < FIRST_ERROR) {
            return NOT_MODIFIED;
        }
        if (facts.status() < FIRST_SERVER_ERROR) {
            return CLIENT_ERROR;
        }
        return facts.delivery() == Delivery.OVER_CAPACITY && facts.status() == 503 ? OVER_CAPACITY : SERVER_ERROR;
    }

    private static AnswerOutcome of(JobStatus status) {
        return switch (status) {
            case PENDING -> PENDING;
            case PROCESSING -> PROCESSING;
            case COMPLETED -> COMPLETED;
            case FAILED -> FAILED;
        };
    }

    private static AnswerOutcome of(ErrorCode code) {
        return switch (code) {
            case JOB_NOT_FOUND -> NOT_FOUND;
            case MALFORMED_JOB_ID -> MALFORMED;
            case IMAGES_GONE -> GONE;
            case RECORD_UNREADABLE -> UNREADABLE;
            case STORE_UNAVAILABLE -> UNAVAILABLE;
        };
    }
}
