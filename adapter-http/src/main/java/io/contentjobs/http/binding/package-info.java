/**
 * The job-status resource on Javalin's routes ({@code JobStatusHandler}, {@code ServletSink}) and on Jetty's handlers ({@code
 * PollFastPath}, {@code PathHandler}, {@code JettyReplies}). It needs Javalin, Jetty and {@code .status}.
 */
@NullMarked
package io.contentjobs.http.binding;

import org.jspecify.annotations.NullMarked;
