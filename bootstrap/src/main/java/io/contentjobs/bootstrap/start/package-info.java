/** A start: caches of the Java machine, the start text, the log format. */
@NullMarked
package io.contentjobs.bootstrap.start;

import org.jspecify.annotations.NullMarked;
