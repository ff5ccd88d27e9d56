/**
 * What belongs to a start: the help, the start text, the log format, and the training of Java's cache. {@link RunningServer} is what
 * it knows of the server. All that bootstrap says of HTTP, such as paths and headers, is here. It needs {@code .settings}, for the
 * sample jobs {@code .demo}, and Logback.
 */
@NullMarked
package io.contentjobs.bootstrap.start;

import org.jspecify.annotations.NullMarked;
