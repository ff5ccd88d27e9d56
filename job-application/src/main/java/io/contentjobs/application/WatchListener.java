package io.contentjobs.application;

/** Learns what a {@link JobStatusWatcher} does, for metrics. The watcher calls it on its threads; must neither block nor throw. */
public interface WatchListener {
    /** Ignores everything. */
    WatchListener NONE = new WatchListener() {};

    /** The store has hinted that a watched job may have changed. */
    default void hinted() {}

    /** The store has lost hints, so that each watched job is read again. */
    default void hintsLost() {}

    /**
     * The watcher has read statuses because of hints or of new subscriptions.
     *
     * @param jobs the number of jobs
     */
    default void reread(int jobs) {}

    /**
     * The watcher has read statuses because of their age.
     *
     * @param jobs the number of jobs
     */
    default void swept(int jobs) {}

    /** The store has given too many needless hints for a job, so that the watcher reads the job without hints for a while. */
    default void hintsSuspended() {}
}
