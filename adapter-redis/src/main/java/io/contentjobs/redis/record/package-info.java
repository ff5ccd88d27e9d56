/**
 * What Redis stores of a job: keys, the forms of a record, how they are decoded, and the scripts that change them. The readers
 * and the writer of the domain's ports are here. It needs {@code pipeline} and {@code connect}.
 */
@NullMarked
package io.contentjobs.redis.record;

import org.jspecify.annotations.NullMarked;
