package io.contentjobs.bootstrap.endtoend;

/**
 * What is sent in place of a request.
 *
 * @param text one byte a character
 * @param isHead whether an answer comes without its body
 * @param isLast whether nobody can say where the next request would begin
 */
record HostileRequest(String text, boolean isHead, boolean isLast) {}
