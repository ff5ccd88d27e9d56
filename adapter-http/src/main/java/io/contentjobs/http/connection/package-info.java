/**
 * Connectors, connection limits, slow connections, overload. All use of Jetty's internal package is here. It needs Jetty, and
 * Javalin to add connectors.
 */
@NullMarked
package io.contentjobs.http.connection;

import org.jspecify.annotations.NullMarked;
