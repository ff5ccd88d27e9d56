package io.contentjobs.redis.tracking;

/** The server does not track keys for this user, or speaks no RESP3. */
final class HintsRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    HintsRefusedException(String reason) {
        super(reason);
    }
}
