package io.contentjobs.http.status;

/** A reply, and how the client came to it. */
record Answered(StatusReply reply, Delivery delivery) {}
