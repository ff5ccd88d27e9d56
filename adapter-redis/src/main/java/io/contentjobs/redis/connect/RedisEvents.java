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

    /**
     * A server gives hints at changes from now on, or gives none.
     *
     * @param server {@code host:port}
     */
    default void hintsLive(String server, boolean live) {}

    /** The server is not asked for hints any more: it is no master now, or the reads were closed. */
    default void hintsEnded(String server) {}

    /** A server has sent so many hints at once. */
    default void hinted(int hints) {}

    /** So many keys were read without a hint at their next change, although hints are wanted. */
    default void readWithoutHint(int keys) {}
}
