package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be asked now: it is away, too slow, overloaded or full. Nothing is known of the job; asking again
 * later is right, and so is repeating a change, which may or may not have been made.
 */
public final class StoreUnavailableException extends JobException {
    private static final long serialVersionUID = 1L;

    /**
     * @param subject what was asked for
     * @param problem what went wrong
     * @param cause what the store's client threw; null where it threw nothing
     */
    public StoreUnavailableException(String subject, String problem, @Nullable Throwable cause) {
        super(ErrorCode.STORE_UNAVAILABLE, subject, subject + ": " + problem, cause);
    }
}
