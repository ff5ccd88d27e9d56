/**
 * Connects the job-status resource to Javalin's routes ({@code JobStatusHandler}, {@code ServletSink}, {@code RequestThread})
 * and to Jetty's handlers ({@code StatusFastPath}, {@code JettySink}, {@code RequestTasks}, {@code PathHandler}, {@code JettyReplies}). Depends on Javalin, Jetty and {@code
 * .status}.
 */
@NullMarked
package io.contentjobs.http.binding;

import org.jspecify.annotations.NullMarked;
