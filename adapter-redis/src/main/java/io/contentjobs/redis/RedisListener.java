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

    /**
     * A server gives hints at changes from now on, or gives none: it is being connected to, cannot be reached, or refuses.
     * Called for each server of {@link io.contentjobs.domain.JobStatusReader#openHintedReads} at the beginning and at each
     * change.
     *
     * @param server {@code host:port}; a Cluster has several
     */
    default void hintsLive(String server, boolean live) {}

    /**
     * The store asks that server for no hints any more: it is not a master now, or the reads were closed.
     *
     * @param server {@code host:port}, as in {@link #hintsLive}
     */
    default void hintsEnded(String server) {}

    /** Redis has hinted that so many keys may have changed. */
    default void hinted(int hints) {}

    /** The store was to read so many keys with hints, and has read them without, since their servers gave none. */
    default void readWithoutHint(int keys) {}
}
