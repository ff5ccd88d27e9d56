/** Digests: of scripts, by which Redis knows them, and of passwords. It needs no other room. */
@NullMarked
package io.contentjobs.redis.digest;

import org.jspecify.annotations.NullMarked;
