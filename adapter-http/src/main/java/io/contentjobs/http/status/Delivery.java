package io.contentjobs.http.status;

/** How a request was answered. */
public enum Delivery {
    /** At once, as the client wished. */
    POLL,
    /** When there was news, or the client's time was up. */
    WAIT,
    /** As a stream of events. */
    STREAM,
    /** At once, although the client wished to wait or stream: too many do, or the server is stopping. */
    OVER_CAPACITY
}
