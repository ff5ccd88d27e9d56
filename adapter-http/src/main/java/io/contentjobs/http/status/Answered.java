package io.contentjobs.http.status;

/** A reply, and how the request was answered. */
record Answered(StatusReply reply, Delivery delivery) {}
