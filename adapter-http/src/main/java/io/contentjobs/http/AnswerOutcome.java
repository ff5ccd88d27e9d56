package io.contentjobs.http;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobStatus;

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
    /** There is no place for one more stream, or the server is stopping. */
    NO_PLACE,
    /** The request is at fault otherwise. */
    REFUSED,
    /** The server is at fault. */
    BROKEN;

    static AnswerOutcome of(JobStatus status) {
        return switch (status) {
            case PENDING -> PENDING;
            case PROCESSING -> PROCESSING;
            case COMPLETED -> COMPLETED;
            case FAILED -> FAILED;
        };
    }

    static AnswerOutcome of(ErrorCode code) {
        return switch (code) {
            case JOB_NOT_FOUND -> NOT_FOUND;
            case MALFORMED_JOB_ID -> MALFORMED;
            case IMAGES_GONE -> GONE;
            case RECORD_UNREADABLE -> UNREADABLE;
            case STORE_UNAVAILABLE -> UNAVAILABLE;
        };
    }
}
