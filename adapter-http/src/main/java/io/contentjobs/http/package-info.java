/**
 * The driving ports over HTTP, with Javalin. This package is the public API of the module; the packages below it are
 * internal.
 *
 * <ul>
 *   <li>{@link io.contentjobs.http.JobStatusPlugin} adds the job-status resource to any Javalin 7 application.
 *   <li>{@link io.contentjobs.http.JobStatusServer} is a complete server, configured by {@link io.contentjobs.http.HttpOptions}
 *       and {@link io.contentjobs.http.ServerParts}. {@code ServerSetup} registers the plugin, {@code HandlerChain} makes the
 *       handlers in front of it.
 *   <li>{@link io.contentjobs.http.HttpListener} is called after each request, by {@code StatusReports} and {@code JavalinErrors}.
 * </ul>
 *
 * <p>The internal packages, from the bottom up:
 *
 * <ul>
 *   <li>{@code .headers} parses headers; {@code .status} is the resource, independent of a server; {@code .binding} connects it
 *       to Javalin's routes and, for plain polls, to a handler in front of them.
 *   <li>{@code .connection} limits connections; {@code .security} refuses requests; {@code .management} answers probes;
 *       {@code .docs} and {@code .demo} are other routes, made with {@code .routes}.
 * </ul>
 */
@NullMarked
package io.contentjobs.http;

import org.jspecify.annotations.NullMarked;
