package io.contentjobs.redis.connect;

/** Receives what happens to reads and writes, on the thread that made them. Called by many threads at once; must not throw. */
public interface RedisEvents {
    /** Ignores all events. */
    RedisEvents NONE = new RedisEvents() {
        @Override
        public void batchCompleted(int reads, long nanos) {}

        @Override
        public void failed(FailureKind kind) {}
    };

    /**
     * Redis has replied to all reads of a batch.
     *
     * @param reads the number of reads in it
     * @param nanos from the first command that was written to the last reply
     */
    void batchCompleted(int reads, long nanos);

    /** A read or a write has failed. */
    void failed(FailureKind kind);
}
