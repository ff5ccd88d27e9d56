package io.contentjobs.domain;

/** The job does not exist, or has expired. */
public final class JobNotFoundException extends JobException {
    private static final long serialVersionUID = 1L;

    /** @param id the requested job */
    public JobNotFoundException(JobId id) {
        super(ErrorCode.JOB_NOT_FOUND, id.value(), "No job " + id, null);
    }
}
