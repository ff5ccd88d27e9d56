/**
 * The job-status resource over HTTP.
 *
 * <ul>
 *   <li>{@link io.contentjobs.http.JobStatusServer} serves it, as {@link io.contentjobs.http.HttpOptions} say.
 *   <li>{@code ServerSetup} arranges the server: Jetty's handlers in front, Javalin's routes behind them.
 *   <li>{@code Connections} are counted and looked at, within {@code ConnectionLimits}, and {@code Admission} turns away whom
 *       there is no room for.
 *   <li>{@code Handlers} puts in front what {@link io.contentjobs.http.HttpAccess} asks for: {@code Authentication} by a
 *       {@link io.contentjobs.http.TokenVerifier}, who signs being {@link io.contentjobs.http.TokenKeys}; {@code Cors} and
 *       {@code Preflights} for {@link io.contentjobs.http.CorsOrigins}; a {@code ManagementPort}.
 *   <li>{@code StatusHandler} is the resource: {@code StatusPath} knows its URIs, {@code Representation} what it says and
 *       {@code IfNoneMatch} who knows that already.
 *   <li>{@code HeldAnswers} waits for those who want that, by {@code Prefer} or {@code WaitParameter}; {@code EventStreams}
 *       serves those who {@code Accept} a stream, which a {@code JobFollower} fills. All of them sit in the
 *       {@code WaitingRoom}.
 *   <li>{@code ErrorAnswers} is the table of everything else that can be said, {@code ErrorPages} says it where Jetty would
 *       write a page.
 *   <li>An {@code Answer} is what goes out.
 *   <li>An {@link io.contentjobs.http.HttpRoute} is a resource beside it: an {@link io.contentjobs.http.HttpCall} comes in,
 *       an {@link io.contentjobs.http.HttpReply} goes out, {@code Routes} hand both to Javalin. {@code ClientModule} is one.
 * </ul>
 */
@NullMarked
package io.contentjobs.http;

import org.jspecify.annotations.NullMarked;
