/** Redis for tests: real servers, Clusters and Sentinels, a scripted server, and a proxy with faults. */
@NullMarked
package io.contentjobs.redis.testing;

import org.jspecify.annotations.NullMarked;
