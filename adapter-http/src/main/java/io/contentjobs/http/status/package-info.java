/**
 * The job-status resource, free of frameworks: what a client asks comes in as a {@link StatusRequest}, the answer goes out as
 * a {@link StatusReply}, or as events, into a {@link StatusSink}. {@link JobStatusResource} is the way in; a binding to a
 * server calls it. It needs the domain and {@code .headers}.
 *
 * <ul>
 *   <li>{@code Representation} is what a client is told of a job, as JSON with its entity tag; {@code ErrorReplies} is the
 *       table of everything else.
 *   <li>{@code LongPolls} answers clients that wait, {@code EventStreams} those that stream; each of them takes one of the
 *       places that {@code WaiterLimit} counts. A {@code JobFollower} fills an {@code EventStream}.
 * </ul>
 */
@NullMarked
package io.contentjobs.http.status;

import org.jspecify.annotations.NullMarked;
