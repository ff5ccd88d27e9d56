/**
 * The demo over HTTP: a page, a route that makes jobs, and the images of these jobs. It needs Javalin, {@code .routes} and the
 * domain; who makes the jobs comes in as functions.
 */
@NullMarked
package io.contentjobs.http.demo;

import org.jspecify.annotations.NullMarked;
