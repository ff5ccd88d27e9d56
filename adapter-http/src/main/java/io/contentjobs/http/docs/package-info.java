/**
 * The contract as OpenAPI and as a page, and the ES module with which browsers follow a job. It needs Javalin and
 * {@code .routes}.
 */
@NullMarked
package io.contentjobs.http.docs;

import org.jspecify.annotations.NullMarked;
