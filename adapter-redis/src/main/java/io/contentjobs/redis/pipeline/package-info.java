/**
 * Batched reads of one server. {@code Reads} is the interface for all who read, {@code ReadPipeline} the way that batches,
 * {@code SingleReads} the one that does not. It needs {@code connect}.
 */
@NullMarked
package io.contentjobs.redis.pipeline;

import org.jspecify.annotations.NullMarked;
