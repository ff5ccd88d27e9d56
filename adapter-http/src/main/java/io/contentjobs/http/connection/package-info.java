/**
 * Connectors, connection limits, slow connections and overload. Only this package uses Jetty's internal package. Depends
 * on Jetty, and on Javalin to add connectors.
 */
@NullMarked
package io.contentjobs.http.connection;

import org.jspecify.annotations.NullMarked;
