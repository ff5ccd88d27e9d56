/** A redis-server as a child process, for demonstrations and tests. It needs no other room. */
@NullMarked
package io.contentjobs.redis.process;

import org.jspecify.annotations.NullMarked;
