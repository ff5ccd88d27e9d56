package io.contentjobs.application;

import io.contentjobs.domain.JobId;

/**
 * Remembers the jobs that were found recently, in a hash table of fixed size (256 kB). A newer job replaces an older one in
 * the same entry. The table cannot distinguish two jobs with equal hash codes; an unknown id then costs 100 ms at most.
 *
 * <p>Thread-safe without a lock: an entry is one {@code int}, and a lost update does no harm.
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

    /** Returns a hash code other than 0, which marks an empty entry. */
    private static int hash(JobId id) {
        int hash = id.value().hashCode();
        return hash == 0 ? 1 : hash;
    }

    private static int entry(int hash) {
        return (hash ^ hash >>> 16) & ENTRIES - 1;
    }
}
