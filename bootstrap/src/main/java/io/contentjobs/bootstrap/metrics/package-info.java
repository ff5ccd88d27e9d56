/**
 * What the server measures, as Prometheus reads it. {@link Metrics} is the way in: the adapters report to its listeners, and probes
 * scrape it. It needs Micrometer and the listeners of the adapters.
 */
@NullMarked
package io.contentjobs.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
