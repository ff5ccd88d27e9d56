/**
 * The records of jobs in Redis: keys, forms, decoding, the scripts that change records, and the readers and the writer of the
 * domain's ports. It needs {@code connect}, {@code digest}, {@code pipeline} and {@code tracking}.
 */
@NullMarked
package io.contentjobs.redis.record;

import org.jspecify.annotations.NullMarked;
