package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * A failure to read or change a job. The message says what to look at: the store's record or server, and the reason.
 *
 * <p>It has no stack trace: the reason is in the store or in the request, not in the code, and during an outage it is thrown
 * for each request.
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

    /**
     * Returns the id that the failure is about, and nothing else: the job's id, or for images the id of their event draft.
     * The message has the store's own name of the record, e.g. its key.
     */
    public final String subject() {
        return subject;
    }
}
