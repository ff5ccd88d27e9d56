package io.contentjobs.http;

import io.contentjobs.http.status.Delivery;

/** How the job-status resource answered a request. */
public enum DeliveryMode {
    /** The request did not ask to wait. */
    POLL,
    /** The request waited until the job changed or the time was up. */
    WAIT,
    /** The client got a stream of events. */
    STREAM,
    /** The request asked to wait or stream, but was answered at once: too many do, or the server is stopping. */
    OVER_CAPACITY;

    /** Tells whether the request was kept open. Its duration then does not show the speed of the server. */
    public boolean isHeld() {
        return this == WAIT || this == STREAM;
    }

    static DeliveryMode of(Delivery delivery) {
        return switch (delivery) {
            case POLL -> POLL;
            case WAIT -> WAIT;
            case STREAM -> STREAM;
            case OVER_CAPACITY -> OVER_CAPACITY;
        };
    }
}
