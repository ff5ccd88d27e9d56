/** The contract as OpenAPI and as a page, and the ES module for browsers. Depends on Javalin and {@code .routes}. */
@NullMarked
package io.contentjobs.http.docs;

import org.jspecify.annotations.NullMarked;
