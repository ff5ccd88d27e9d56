/**
 * The demo over HTTP: a page, a route that makes jobs, and the images of these jobs. Depends on Javalin, {@code .routes}
 * and the domain; gets the job generator as functions.
 */
@NullMarked
package io.contentjobs.http.demo;

import org.jspecify.annotations.NullMarked;
