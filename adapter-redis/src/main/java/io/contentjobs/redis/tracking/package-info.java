/**
 * Reads over connections on which Redis itself tells which of the keys that were read have changed ({@code CLIENT TRACKING},
 * RESP3). It needs {@code connect} and {@code pipeline}.
 */
@NullMarked
package io.contentjobs.redis.tracking;

import org.jspecify.annotations.NullMarked;
