/**
 * The driving ports over HTTP, through Javalin. What other modules use is here; the rooms below are this module's own.
 *
 * <ul>
 *   <li>{@link io.contentjobs.http.JobStatusPlugin} serves the job-status resource in any Javalin 7 application.
 *   <li>{@link io.contentjobs.http.JobStatusServer} is the server ready made, as {@link io.contentjobs.http.HttpOptions} and
 *       {@link io.contentjobs.http.ServerParts} say. {@code ServerSetup} puts the plugin into a Javalin, {@code HandlerChain}
 *       what is in front of it.
 *   <li>{@link io.contentjobs.http.HttpListener} hears of each request, through {@code StatusReports} and {@code JavalinErrors}.
 * </ul>
 *
 * <p>The rooms, from the bottom up:
 *
 * <ul>
 *   <li>{@code .headers} takes headers apart; {@code .status} is the resource without a server; {@code .binding} binds it to
 *       Javalin's routes and, for plain polls, to a handler in front of them.
 *   <li>{@code .connection} limits connections; {@code .security} refuses requests; {@code .management} answers probes; {@code
 *       .docs} and {@code .demo} are other routes, made with {@code .routes}.
 * </ul>
 */
@NullMarked
package io.contentjobs.http;

import org.jspecify.annotations.NullMarked;
