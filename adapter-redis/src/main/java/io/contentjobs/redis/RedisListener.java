package io.contentjobs.redis;

/**
 * Receives measurements and failures of a {@link RedisStore}. The store calls it on the threads that read and write, several
 * at once: implementations must be thread-safe and quick, and must not throw.
 */
public interface RedisListener {
    /** Ignores everything. */
    RedisListener NONE = new RedisListener() {
        @Override
        public void batchCompleted(int reads, long nanos) {}

        @Override
        public void failed(RedisFailure why) {}
    };

    /**
     * Redis has replied to a batch of reads.
     *
     * @param reads the number of reads in the batch
     * @param nanos the time from writing the first command to reading the last reply
     */
    void batchCompleted(int reads, long nanos);

    /** A read or a write has failed. */
    void failed(RedisFailure why);
}
