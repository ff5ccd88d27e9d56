package io.contentjobs.domain;

/** There is no such job, or it has expired. */
public final class JobNotFoundException extends JobException {
    private static final long serialVersionUID = 1L;

    /** @param id the job that was asked for */
    public JobNotFoundException(JobId id) {
        super(ErrorCode.JOB_NOT_FOUND, id.value(), "No job " + id, null);
    }
}
