package io.contentjobs.http;

/** How a client of the job-status resource was answered. */
public enum AnswerManner {
    /** At once, as it wished. */
    POLL,
    /** When there was news, or its time was up. */
    WAIT,
    /** As a stream of events. */
    STREAM,
    /** At once, though it wished to wait or stream: there was no place, or the server is stopping. */
    SHED;

    /** Tells whether the request was kept open: how long it took then says nothing of how fast the server is. */
    public boolean isHeld() {
        return this == WAIT || this == STREAM;
    }
}
