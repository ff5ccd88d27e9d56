/**
 * Connections to Redis: the clients, the lending of their connections, and the limits of replies. It
 * turns the errors of Jedis and Redis into ours, and logs outages. It needs no other room.
 */
@NullMarked
package io.contentjobs.redis.connect;

import org.jspecify.annotations.NullMarked;
