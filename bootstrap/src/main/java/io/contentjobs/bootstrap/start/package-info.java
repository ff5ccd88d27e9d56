/**
 * The help, the start text, the log format, and the training of Java's cache. {@link RunningServer} is its view of the
 * server. Only this package of bootstrap knows HTTP paths and headers. Depends on {@code .settings}, on {@code .demo} for
 * the sample jobs, and on Logback.
 */
@NullMarked
package io.contentjobs.bootstrap.start;

import org.jspecify.annotations.NullMarked;
