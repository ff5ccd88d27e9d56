package io.contentjobs.http;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.status.Delivery;
import io.contentjobs.http.status.Facts;

/** The outcome of a request to the job-status resource. */
public enum AnswerOutcome {
    /** The job has not begun. */
    PENDING,
    /** The job is in progress. */
    PROCESSING,
    /** The job has ended with images. */
    COMPLETED,
    /** The job has ended with an error. */
    FAILED,
    /** The client already has the current state: a 304, or a stream without an event. */
    NOT_MODIFIED,
    /** The job does not exist. */
    NOT_FOUND,
    /** The job's images have expired. */
    GONE,
    /** The job id is malformed. */
    MALFORMED,
    /** The job's record is unreadable. */
    UNREADABLE,
    /** The server cannot read the store. */
    UNAVAILABLE,
    /** Too many clients stream, or the server is stopping. */
    OVER_CAPACITY,
    /** Any other error of the client. */
    CLIENT_ERROR,
    /** An error of the server. */
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
