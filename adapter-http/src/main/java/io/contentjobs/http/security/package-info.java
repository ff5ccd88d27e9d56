/**
 * Who may ask: bearer tokens and their keys, CORS, the hosts under which the server answers, security headers. It needs Jetty,
 * Nimbus, {@code .status} for refusals, and {@code .management} for the name of the request id's header; the root package hands
 * in what is configured, as functions.
 */
@NullMarked
package io.contentjobs.http.security;

import org.jspecify.annotations.NullMarked;
