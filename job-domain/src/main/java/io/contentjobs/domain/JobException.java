package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * A failure to read or change a job. It has no stack trace: the reason is in the store or in the request, not in the
 * code, and during an outage it is thrown for each request.
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

    /** Returns the code that clients receive. */
    public final ErrorCode code() {
        return code;
    }

    /** Returns the subject of the failure: a job id, an event draft id, or the store's own name of a record. */
    public final String subject() {
        return subject;
    }
}
