package io.contentjobs.redis;

/** Why Redis could not be read or written. */
public enum RedisFailure {
    /** It did not reply in time. */
    TIMED_OUT,
    /** It was not asked: too many reads waited already. */
    OVERLOADED,
    /** It could not be connected to, or the connection broke. */
    UNREACHABLE,
    /** It replied with an error that is no answer, such as LOADING or NOAUTH. */
    REFUSED
}
