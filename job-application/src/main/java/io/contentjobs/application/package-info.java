/**
 * The use cases. They depend only on the ports of {@link io.contentjobs.domain}.
 *
 * <ul>
 *   <li>{@link io.contentjobs.application.JobStatusLookup} reads the status of a job.
 *   <li>{@link io.contentjobs.application.JobStatusWatcher} waits for changes of jobs, with one thread for all callers.
 *   <li>{@link io.contentjobs.application.JobProgressRecorder} records the progress of workers.
 * </ul>
 *
 * <p>All public classes are thread-safe.
 */
@NullMarked
package io.contentjobs.application;

import org.jspecify.annotations.NullMarked;
