/**
 * Connections to Redis: which client there is, which of its connections may still be used, and what a reply may take. It
 * turns the errors of Jedis and Redis into ours, and logs outages. It needs no other room.
 */
@NullMarked
package io.contentjobs.redis.connect;

import org.jspecify.annotations.NullMarked;
