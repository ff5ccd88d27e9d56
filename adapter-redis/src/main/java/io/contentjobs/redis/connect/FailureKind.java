package io.contentjobs.redis.connect;

/** Why Redis could not be read or written. */
public enum FailureKind {
    /** Redis did not reply in time. */
    TIMED_OUT,
    /** The command was not sent, since too many reads waited already. */
    OVERLOADED,
    /** Redis could not be connected to, or the connection broke. */
    UNREACHABLE,
    /** Redis replied with an error such as LOADING or NOAUTH. */
    REFUSED
}
