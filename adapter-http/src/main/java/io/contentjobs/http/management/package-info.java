/**
 * What probes and monitoring ask: health and metrics. It needs Javalin, {@code .routes}, {@code .headers}, and {@code
 * .connection} for the name of the management connector.
 */
@NullMarked
package io.contentjobs.http.management;

import org.jspecify.annotations.NullMarked;
