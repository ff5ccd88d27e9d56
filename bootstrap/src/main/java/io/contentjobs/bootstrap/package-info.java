/**
 * The server: reads the settings, wires the modules together, starts and stops them.
 *
 * <ul>
 *   <li>{@link io.contentjobs.bootstrap.Main} is the command line; {@link io.contentjobs.bootstrap.StopSignal} its end.
 *   <li>{@link io.contentjobs.bootstrap.settings.Settings} come from the environment, as the table in
 *       {@link io.contentjobs.bootstrap.settings.Setting} allows.
 *   <li>{@link io.contentjobs.bootstrap.ContentJobs} wires; tests start it on port 0.
 *   <li>{@link io.contentjobs.bootstrap.metrics.Metrics} are what is measured; {@code HealthRoutes} tell supervisors whether the
 *       server lives and, by its {@code Readiness}, whether it should be sent requests.
 *   <li>{@link io.contentjobs.bootstrap.demo.Demo} is what there is besides in a Redis of our own: {@code PageRoutes} serve a
 *       page, {@code DemoGenerator} plays the worker, {@code DemoImage} draws its pictures.
 * </ul>
 */
@NullMarked
package io.contentjobs.bootstrap;

import org.jspecify.annotations.NullMarked;
