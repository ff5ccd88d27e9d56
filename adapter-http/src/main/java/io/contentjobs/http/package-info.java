/**
 * The driving ports over HTTP, through Javalin. What other modules use is here; the rooms below are this module's own.
 *
 * <ul>
 *   <li>{@link io.contentjobs.http.JobStatusPlugin} serves the job-status resource in any Javalin 7 application; {@code
 *       JobStatusHandler} and {@code ServletSink} bind it to Javalin's routes.
 *   <li>{@link io.contentjobs.http.JobStatusServer} is the server ready made, as {@link io.contentjobs.http.HttpOptions} and
 *       {@link io.contentjobs.http.ServerParts} say: {@code ServerSetup} puts the plugin into a Javalin, and {@code HandlerChain}
 *       in front of it. {@code PollFastPath} answers plain polls there.
 *   <li>{@link io.contentjobs.http.HttpListener} is told of each request; {@code StatusReports} and {@code JavalinErrors} tell
 *       it.
 *   <li>{@code .status} is the resource without a server, {@code .headers} takes headers apart, {@code .routes}, {@code
 *       .management}, {@code .docs} and {@code .demo} are the other routes.
 * </ul>
 */
@NullMarked
package io.contentjobs.http;

import org.jspecify.annotations.NullMarked;
