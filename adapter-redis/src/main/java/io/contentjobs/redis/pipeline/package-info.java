/**
 * Batched reads of one server. {@code Reads} is the interface for readers, {@code ReadPipeline} sends batches,
 * {@code SingleReads} sends each read by itself. It needs {@code connect}.
 */
@NullMarked
package io.contentjobs.redis.pipeline;

import org.jspecify.annotations.NullMarked;
