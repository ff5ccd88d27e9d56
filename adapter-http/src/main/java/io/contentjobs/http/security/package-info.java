/**
 * Bearer tokens and their keys, CORS, the accepted hosts, and security headers. Depends on Jetty, Nimbus, {@code .status}
 * for refusals, and {@code .management} for the name of the request id's header. The root package passes the
 * configuration as functions.
 */
@NullMarked
package io.contentjobs.http.security;

import org.jspecify.annotations.NullMarked;
