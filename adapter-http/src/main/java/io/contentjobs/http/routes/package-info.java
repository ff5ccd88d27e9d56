/** Answers that Javalin routes give, beside the job-status resource. It needs Javalin and {@code .headers}. */
@NullMarked
package io.contentjobs.http.routes;

import org.jspecify.annotations.NullMarked;
