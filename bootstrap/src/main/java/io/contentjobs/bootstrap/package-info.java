/**
 * The server: starts, wires the modules together by hand, and stops.
 *
 * <ul>
 *   <li>{@link io.contentjobs.bootstrap.Main} is the command line.
 *   <li>{@link io.contentjobs.bootstrap.ContentJobs} wires; tests start it on port 0. {@code Readiness} tells probes whether it
 *       should be sent requests.
 *   <li>{@code StopSignal} stops it, {@code StopDelay} before that keeps it serving, {@code Closer} closes each part.
 * </ul>
 *
 * <p>The rooms: {@code .settings} reads the environment, {@code .keys} reads files with keys, {@code .metrics} measures, {@code
 * .demo} is a worker, {@code .start} is what a start tells, logs and trains. The root knows all of them; none knows the root.
 */
@NullMarked
package io.contentjobs.bootstrap;

import org.jspecify.annotations.NullMarked;
