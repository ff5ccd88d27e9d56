package io.contentjobs.http.status;

/** How a request was answered. */
public enum Delivery {
    /** The request did not ask to wait. */
    POLL,
    /** The request waited until the job changed or the time was up. */
    WAIT,
    /** The client got a stream of events. */
    STREAM,
    /** The request asked to wait or stream, but was answered at once: too many do, or the server is stopping. */
    OVER_CAPACITY
}
