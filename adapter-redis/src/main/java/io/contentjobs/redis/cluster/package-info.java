/**
 * Redis Cluster: the nodes and slots, a pipeline for each master, redirections. It needs {@code pipeline} and
 * {@code connect}.
 */
@NullMarked
package io.contentjobs.redis.cluster;

import org.jspecify.annotations.NullMarked;
