package io.contentjobs.http.status;

/** Sends the complete response to one request. */
record Responder(StatusSink sink, RetryAfter retryAfter) {
    /** Sends the reply, with {@code Retry-After} if it makes sense to ask again, and returns the facts. */
    Facts send(StatusReply reply, Delivery delivery) {
        sink.send(retryAfter.in(reply));
        return Facts.of(reply, delivery);
    }
}
