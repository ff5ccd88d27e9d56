package io.contentjobs.domain;

/** The status of a job: {@code PENDING → PROCESSING → COMPLETED | FAILED}. A job may skip a status but never goes back. */
public enum JobStatus {
    /** The job is submitted, and no worker has started it. */
    PENDING,
    /** A worker has started the job. */
    PROCESSING,
    /** The job has ended with images. */
    COMPLETED,
    /** The job has ended with an error. */
    FAILED;

    /** Returns whether a job in this status has ended. The status of an ended job never changes. */
    public boolean isTerminal() {
        return switch (this) {
            case PENDING, PROCESSING -> false;
            case COMPLETED, FAILED -> true;
        };
    }

    /** Returns whether a job may change from this status to {@code next}; false if they are equal. */
    public boolean mayBecome(JobStatus next) {
        return !isTerminal() && next.compareTo(this) > 0;
    }
}
