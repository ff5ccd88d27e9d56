package io.contentjobs.http.status;

import java.util.concurrent.CompletionStage;

/**
 * The receiver of the response to one request. The resource calls either {@link #send} once, or {@link #begin} once and
 * then {@link #write} any number of times, each after the stage of the one before is complete. It calls from one thread at
 * a time: from the caller's, then from those of the executor. The response is complete when the future of the resource
 * is: the sink must then end a stream.
 */
public interface StatusSink {
    /** Sends a complete response. Does not report whether the client gets it. */
    void send(StatusReply reply);

    /**
     * Begins an event stream. May block instead of returning an incomplete stage.
     *
     * @param reply the headers and the beginning of the stream
     * @return is complete when the system has accepted the bytes; fails if the client has disconnected or does not read in
     *     time. The resource then ends the stream.
     */
    CompletionStage<?> begin(StatusReply reply);

    /**
     * Sends the next part of a stream. May block instead of returning an incomplete stage.
     *
     * @param bytes must not be changed
     * @return as {@link #begin}
     */
    CompletionStage<?> write(byte[] bytes);
}
