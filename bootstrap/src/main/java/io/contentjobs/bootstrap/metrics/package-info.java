/** What the server measures, as meters of Prometheus. */
@NullMarked
package io.contentjobs.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
