/**
 * The use cases, on nothing but the ports of {@link io.contentjobs.domain}.
 *
 * <ul>
 *   <li>{@link io.contentjobs.application.JobStatusLookup} answers how a job is.
 *   <li>{@link io.contentjobs.application.JobStatusWatcher} waits for news of jobs, for all who wait at once.
 *   <li>{@link io.contentjobs.application.JobProgressRecorder} records what workers tell.
 * </ul>
 *
 * <p>All of it may be called from any number of threads at once.
 */
@NullMarked
package io.contentjobs.application;

import org.jspecify.annotations.NullMarked;
