/** Real topologies for the tests of whoever talks to Redis: Sentinels and Clusters whose masters can be taken away. */
@NullMarked
package io.contentjobs.redis.testing;

import org.jspecify.annotations.NullMarked;
