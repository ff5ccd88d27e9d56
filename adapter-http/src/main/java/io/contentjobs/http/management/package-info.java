/** What probes and monitoring ask: health and metrics. It needs Javalin and {@code .routes}. */
@NullMarked
package io.contentjobs.http.management;

import org.jspecify.annotations.NullMarked;
