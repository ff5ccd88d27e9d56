/** Responses of the Javalin routes other than the job-status resource. Depends on Javalin and {@code .headers}. */
@NullMarked
package io.contentjobs.http.routes;

import org.jspecify.annotations.NullMarked;
