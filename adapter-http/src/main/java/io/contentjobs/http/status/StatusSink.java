package io.contentjobs.http.status;

import java.io.IOException;

/**
 * The receiver of the response to one request. The resource calls either {@link #send} once, or {@link #begin} once and
 * then {@link #write} any number of times, on its caller's thread. The response is complete when the resource returns.
 */
public interface StatusSink {
    /** Sends a complete response. Does not report whether the client gets it. */
    void send(StatusReply reply);

    /**
     * Begins an event stream.
     *
     * @param reply the headers and the beginning of the stream
     * @throws IOException if the client has disconnected, or does not read in time
     * @throws InterruptedException if the thread is interrupted
     */
    void begin(StatusReply reply) throws IOException, InterruptedException;

    /**
     * Sends the next part of a stream, and blocks until the system accepts it.
     *
     * @param bytes must not be changed
     * @throws IOException if the client has disconnected, or does not read in time
     * @throws InterruptedException if the thread is interrupted
     */
    void write(byte[] bytes) throws IOException, InterruptedException;
}
