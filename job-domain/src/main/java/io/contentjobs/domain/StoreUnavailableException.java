package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * The store does not answer: it is down, too slow, overloaded or full. The state of the job is unknown, and a change may be
 * made or not. The caller may repeat a read or a change later.
 */
public final class StoreUnavailableException extends JobException {
    private static final long serialVersionUID = 1L;

    /**
     * @param subject the requested job, draft or record
     * @param problem the reason
     * @param cause the exception of the store's client; null if it threw none
     */
    public StoreUnavailableException(String subject, String problem, @Nullable Throwable cause) {
        super(ErrorCode.STORE_UNAVAILABLE, subject, subject + ": " + problem, cause);
    }
}
