package io.contentjobs.domain;

/**
 * The job does not exist, or has expired. If it should exist, look at the store's records: whether the job was submitted to
 * this store, and when its last change was, from which its lifetime counts.
 */
public final class JobNotFoundException extends JobException {
    private static final long serialVersionUID = 1L;

    /** @param id the requested job */
    public JobNotFoundException(JobId id) {
        super(
                ErrorCode.JOB_NOT_FOUND,
                id.value(),
                "No job " + id + " in this store: it has expired, or was never submitted",
                null);
    }
}
