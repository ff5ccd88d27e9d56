package io.contentjobs.http;

import io.contentjobs.http.status.Delivery;

/** How a client of the job-status resource was answered. */
public enum DeliveryMode {
    /** At once, as the client wished. */
    POLL,
    /** When there was news, or the client's time was up. */
    WAIT,
    /** As a stream of events. */
    STREAM,
    /** At once, although the client wished to wait or stream: too many do, or the server is stopping. */
    OVER_CAPACITY;

    /** Tells whether the request was kept open: how long it took then says nothing of how fast the server is. */
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
