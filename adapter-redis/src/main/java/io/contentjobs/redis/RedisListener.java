package io.contentjobs.redis;

/**
 * Is told how a {@link RedisStore} fares with its Redis, on the thread that asked it: it must be quick, must not throw,
 * and is called by many threads at once.
 */
public interface RedisListener {
    /** Listens to nothing. */
    RedisListener NONE = new RedisListener() {
        @Override
        public void exchanged(int reads, long nanos) {}

        @Override
        public void failed(RedisFailure why) {}
    };

    /**
     * Redis has replied to a batch of reads.
     *
     * @param reads how many there were in it
     * @param nanos from the first command that was written to the last reply
     */
    void exchanged(int reads, long nanos);

    /** A read or a write has failed. */
    void failed(RedisFailure why);
}
