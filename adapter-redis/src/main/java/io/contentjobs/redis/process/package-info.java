/** A redis-server as a child process, for demonstrations and tests. It needs {@code digest}. */
@NullMarked
package io.contentjobs.redis.process;

import org.jspecify.annotations.NullMarked;
