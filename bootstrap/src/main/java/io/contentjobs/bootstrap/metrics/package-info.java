/**
 * The metrics of the server, for Prometheus. {@link Metrics} is the entry point: the application and the adapters call its listeners, and
 * Prometheus scrapes it. Depends on Micrometer and these listeners.
 */
@NullMarked
package io.contentjobs.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
