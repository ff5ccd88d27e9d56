/**
 * The job-status resource, independent of frameworks. {@link JobStatusResource} is the entry point: a server passes a
 * {@link StatusRequest}, and the resource sends a {@link StatusReply} or events to a {@link StatusSink}. Depends on the
 * domain and {@code .headers}.
 *
 * <ul>
 *   <li>{@code Representation} is a report as JSON with its entity tag; {@code ErrorReplies} has all error responses.
 *   <li>{@code LongPolls} answers waits, {@code EventStreams} serves streams; both need a permit of {@code WaiterLimit}. A
 *       {@code JobFollower} fills an {@code EventStream}.
 * </ul>
 */
@NullMarked
package io.contentjobs.http.status;

import org.jspecify.annotations.NullMarked;
