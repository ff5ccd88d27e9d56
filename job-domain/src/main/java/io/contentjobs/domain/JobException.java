package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * Why a job could not be reported on or recorded. It carries its subject and its code, and no stack trace: it tells of
 * the store or the request, not of a place in the program, and under an outage it is thrown for every request.
 */
public abstract sealed class JobException extends RuntimeException
        permits JobNotFoundException, ImagesGoneException, RecordUnreadableException, StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String subject;

    JobException(ErrorCode code, String subject, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.subject = subject;
    }

    /** Returns the code under which clients know this. */
    public final ErrorCode code() {
        return code;
    }

    /** Returns what it is about: a job id, an event draft id, or the store's own name for a record. */
    public final String subject() {
        return subject;
    }
}
