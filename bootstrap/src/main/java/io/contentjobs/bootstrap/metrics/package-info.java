/**
 * The metrics of the server, for Prometheus. {@link Metrics} is the entry point: adapters call its listeners, and
 * Prometheus scrapes it. Depends on Micrometer and the listeners of the adapters.
 */
@NullMarked
package io.contentjobs.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
