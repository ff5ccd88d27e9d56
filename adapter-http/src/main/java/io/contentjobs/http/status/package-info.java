/**
 * The job-status resource, independent of frameworks. {@link JobStatusResource} is the entry point: a server passes a
 * {@link StatusRequest}, and the resource sends a {@link StatusReply} or events to a {@link StatusSink}. Depends on the
 * domain, {@code .headers} and {@code .thread}; needs neither Javalin, Jetty nor a servlet container. A servlet with
 * {@code asyncSupported}, for the path {@code /api/content/jobs/*}, serves it like this:
 *
 * <pre>{@code
 * protected void service(HttpServletRequest request, HttpServletResponse response) {
 *     var asked = new StatusRequest(request.getMethod(), jobIdIn(request.getPathInfo()), request.getQueryString(),
 *             name -> Collections.list(request.getHeaders(name)), Optional.empty());
 *     AsyncContext async = request.startAsync();
 *     async.setTimeout(0);
 *     var sink = new StatusSink() {
 *         public void send(StatusReply reply) {
 *             begin(reply);
 *         }
 *         public CompletionStage<?> begin(StatusReply reply) {
 *             response.setStatus(reply.status());
 *             reply.headers().forEach(header -> response.addHeader(header.name(), header.value()));
 *             return write(asked.isHead() ? new byte[0] : reply.body());
 *         }
 *         public CompletionStage<?> write(byte[] bytes) {
 *             try {
 *                 response.getOutputStream().write(bytes);
 *                 response.flushBuffer();
 *                 return CompletableFuture.completedFuture(null);
 *             } catch (IOException gone) {
 *                 return CompletableFuture.failedFuture(gone);
 *             }
 *         }
 *     };
 *     resource.serve(asked, sink, executor).whenComplete((facts, failure) -> async.complete());
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code Representation} is a report as JSON with its entity tag; {@code ErrorReplies} has all error responses.
 *   <li>{@code LongPolls} answers waits, {@code EventStreams} serves streams; both need a permit of {@code WaiterLimit}.
 *   <li>A {@code LongPoll} and a {@code LiveStream} are requests that stay open, without a thread: {@code HeldRequest}.
 * </ul>
 */
@NullMarked
package io.contentjobs.http.status;

import org.jspecify.annotations.NullMarked;
