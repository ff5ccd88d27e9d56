package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * The store does not answer: it is down, too slow, overloaded or full. The state of the job is unknown, and a change may be
 * made or not. The caller may repeat a read or a change later. The message has the reason, and the cause is the exception of the
 * store's client: look at the store and at the network.
 */
public final class StoreUnavailableException extends JobException {
    private static final long serialVersionUID = 1L;

    /**
     * @param subject the id of the requested job or draft
     * @param problem the reason
     * @param cause the exception of the store's client; null if it threw none
     */
    public StoreUnavailableException(String subject, String problem, @Nullable Throwable cause) {
        this(subject, subject, problem, cause);
    }

    /**
     * @param subject the id of the requested job or draft
     * @param record the store's own name of the requested record, e.g. its key, for the message
     * @param problem the reason
     * @param cause the exception of the store's client; null if it threw none
     */
    public StoreUnavailableException(String subject, String record, String problem, @Nullable Throwable cause) {
        super(ErrorCode.STORE_UNAVAILABLE, subject, record + ": " + problem, cause);
    }
}
