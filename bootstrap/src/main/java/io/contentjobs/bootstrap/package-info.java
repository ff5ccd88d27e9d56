/**
 * The server: its start, its wiring and its stop.
 *
 * <ul>
 *   <li>{@link io.contentjobs.bootstrap.Main} is the command line.
 *   <li>{@link io.contentjobs.bootstrap.ContentJobs} wires all parts; tests start it on port 0. {@code Readiness} tells probes
 *       whether it is ready.
 *   <li>{@code StopSignal} stops it. {@code StopDelay} keeps it serving before that, and {@code Closer} closes each part.
 * </ul>
 *
 * <p>The packages: {@code .settings} reads the environment, {@code .keys} reads files with keys, {@code .metrics}
 * measures, {@code .demo} is a worker, {@code .start} has the help, the start text, the log format and the cache
 * training. The root depends on all of them; none of them depends on the root.
 */
@NullMarked
package io.contentjobs.bootstrap;

import org.jspecify.annotations.NullMarked;
