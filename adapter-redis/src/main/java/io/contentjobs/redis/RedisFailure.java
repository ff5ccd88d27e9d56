package io.contentjobs.redis;

/** The reason why a read or a write failed. */
public enum RedisFailure {
    /** Redis did not reply in time. */
    TIMED_OUT,
    /** The store sent nothing: too many reads were waiting. */
    OVERLOADED,
    /** Connecting to Redis failed, or the connection broke. */
    UNREACHABLE,
    /** Redis replied with an error such as LOADING or NOAUTH. */
    REFUSED
}
