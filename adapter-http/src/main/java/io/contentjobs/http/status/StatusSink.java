package io.contentjobs.http.status;

import java.io.IOException;

/**
 * Where the answer to one request goes: either {@link #send} is called once, or {@link #begin} once and then {@link #write}
 * any number of times, all on the thread that asked the resource. The answer is complete when the resource returns.
 */
public interface StatusSink {
    /** Sends a whole answer; whether the client gets it is not the resource's concern. */
    void send(StatusReply reply);

    /**
     * Begins a stream of events and sends what there is of it.
     *
     * @param reply its body is the stream's beginning
     * @throws IOException if the client has gone, or does not read in time
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void begin(StatusReply reply) throws IOException, InterruptedException;

    /**
     * Sends the next piece of a stream, and blocks until there is room for it.
     *
     * @param bytes is not changed by anybody
     * @throws IOException if the client has gone, or does not read in time
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void write(byte[] bytes) throws IOException, InterruptedException;
}
