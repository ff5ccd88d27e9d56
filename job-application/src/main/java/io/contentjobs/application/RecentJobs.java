package io.contentjobs.application;

import io.contentjobs.domain.JobId;

/**
 * Remembers which jobs were found lately, in a table of fixed size: 256 kB, one entry for each hash. A newer job replaces
 * an older one of the same entry. Two jobs of one hash are taken for each other, which costs an unknown id 100 ms at most.
 *
 * <p>Any number of threads may use it without a lock: an entry is one {@code int}, and a lost update does no harm.
 */
final class RecentJobs {
    private static final int ENTRIES = 1 << 16;

    private final int[] hashes = new int[ENTRIES];

    void add(JobId id) {
        int hash = hash(id);
        int entry = entry(hash);
        if (hashes[entry] != hash) {
            hashes[entry] = hash;
        }
    }

    boolean contains(JobId id) {
        int hash = hash(id);
        return hashes[entry(hash)] == hash;
    }

    /** Never 0, which marks an empty entry. */
    private static int hash(JobId id) {
        int hash = id.value().hashCode();
        return hash == 0 ? 1 : hash;
    }

    private static int entry(int hash) {
        return (hash ^ hash >>> 16) & ENTRIES - 1;
    }
}
